/**
 * The name on a certificate, exactly as its holder wants it: any script, one word or several, up to 80 characters as a
 * reader counts them. Composed (NFC), outer spaces dropped, inner runs of space made one.
 */
export const longestName = 80

const characters = (name: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)].length
// Line breaks, control and private-use characters, and the invisible marks that turn the writing direction.
const unprintable = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

export type NameReading = { name: string; refusal?: undefined } | { name?: undefined; refusal: string }

/** Reads a typed name, or says in a sentence what to change. */
export function readCertificateName(typed: string): NameReading {
  const name = typed
    .normalize('NFC')
    .replace(/[^\S\n\r\u2028\u2029]+/gu, ' ')
    .trim()
  if (!name) return { refusal: 'Type the name that should stand on your certificate.' }
  if (unprintable.test(name))
    return { refusal: 'The name holds a character that cannot be printed. Type it again on one line.' }
  if (!/\p{L}/u.test(name)) return { refusal: 'A name holds at least one letter.' }
  if (characters(name) > longestName)
    return { refusal: `A name on a certificate has at most ${longestName} characters.` }
  return { name }
}

/** Languages that change how a name is drawn; the reader may leave it open. */
export const nameLanguages = {
  '': 'Not said',
  en: 'English',
  es: 'Spanish',
  vi: 'Vietnamese',
  ar: 'Arabic',
  fa: 'Persian',
  he: 'Hebrew',
  hi: 'Hindi',
  ne: 'Nepali',
  km: 'Khmer',
  th: 'Thai',
} as const
export type NameLanguage = keyof typeof nameLanguages

/** Whether a name runs from right to left. */
export function runsRightToLeft(name: string): boolean {
  return /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(name)
}
