/** Whether swallowed text has come back by itself: an undo, or its author wrote it once more in the same place. */
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { pagePlainText } from '#domain/portfolio/page-text.ts'

/** Shorter text stands somewhere in any page. */
const least = 12

export function standsAgain(
  content: EntryContent,
  rescue: { text: string; wordsBefore: string; wordsAfter: string },
): boolean {
  const page = pagePlainText(content)
  const whole = plain(rescue.wordsBefore + rescue.text + rescue.wordsAfter)
  return plain(rescue.text) !== '' && whole.length >= least && plain(page).includes(whole)
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
