const months = 'January February March April May June July August September October November December'.split(' ')

/** A day `YYYY-MM-DD` in words, `3 March 2027`; empty for an empty day. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date ? `${date} ${months[month - 1] ?? month} ${year}` : ''
}

/** `1 event`, `2 events`. */
export const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`

/** Ends a sentence that people may or may not have ended. */
export const sentence = (text: string) => (/[.!?…。؟]["'”’)]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
