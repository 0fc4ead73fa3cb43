import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

export type RefusalWords = {
  message: string
  link?: { href: string; words: string } | undefined
  fields?: Record<string, string> | undefined
}

/** A refusal, where the eye is: what did not happen, and what to do next. */
export function RefusalNotice({ refusal }: { refusal: RefusalWords | undefined }) {
  if (!refusal) return null
  return (
    <div role="alert" className="rounded-[10px] border border-care bg-care-soft px-4 py-3 text-ink">
      <p>{refusal.message}</p>
      {refusal.fields ? (
        <ul className="mt-1 list-disc pl-5">
          {Object.entries(refusal.fields).map(([field, words]) => (
            <li key={field}>{words}</li>
          ))}
        </ul>
      ) : null}
      {refusal.link ? (
        <p className="mt-1">
          <Link to={refusal.link.href}>{refusal.link.words}</Link>
        </p>
      ) : null}
    </div>
  )
}

/** Something calm to know. */
export function Notice({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'care' }) {
  const look = tone === 'care' ? 'border-care bg-care-soft' : 'border-hair bg-sunk'
  return <div className={`rounded-[10px] border px-4 py-3 ${look}`}>{children}</div>
}

/** Nothing here yet, and what a good first one looks like. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-[10px] border border-dashed border-line px-5 py-6">
      <p className="font-serif text-lg">{title}</p>
      <div className="mt-1 max-w-[60ch] text-quiet">{children}</div>
    </div>
  )
}
