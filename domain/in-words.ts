const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const

/** A count as it stands in a sentence: "two entries", "an iceberg" is the caller's own; from thirteen on, digits. */
export function inWords(count: number): string {
  return small[count] ?? String(count)
}

/** "1 entry" as "one entry", "two entries". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inWords(count)} ${count === 1 ? one : many}`
}

/** "Dev", "Dev and Ilse", "Dev, Ilse and Tobin". */
export function listed(words: string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** A number of words, told roughly: nobody writes to a counter. */
export function aboutWords(count: number): string {
  if (count < 50) return counted(count, 'word')
  const step = count < 1000 ? 10 : 100
  return `about ${(Math.round(count / step) * step).toLocaleString('en')} words`
}
