import { Refusal } from '../errors.ts'

export const entryTitleLength = 160

/** A title as it is kept: one line, trimmed; an empty or a very long one is refused. */
export function checkedTitle(words: string): string {
  const title = words.replace(/\s+/g, ' ').trim()
  if (title === '')
    throw new Refusal('not-ready', 'Give the page a title, so that others find it.', {
      fields: { title: 'A few words are enough. You can change them later.' },
    })
  if (title.length > entryTitleLength)
    throw new Refusal('not-ready', 'Keep the title short, and tell the rest on the page.', {
      fields: { title: `At most ${entryTitleLength} characters (it has ${title.length}).` },
    })
  return title
}
