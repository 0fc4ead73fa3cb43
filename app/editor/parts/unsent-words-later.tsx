import { fetchedLater } from '#app/components/fetched-later.ts'

export const fetchUnsentWords = () => import('./unsent-words.tsx')

/** The words themselves are shown even where the part around them cannot be fetched. */
export const UnsentWords = fetchedLater(fetchUnsentWords, ({ words }) => <p className="unsent-text">{words}</p>)
