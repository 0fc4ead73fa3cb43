/** Text measured and broken into lines without a browser: widths are those of the reading serif, slightly generous. */
const narrow = /[iljtfrI.,;:'’‘!|()[\]\-\s]/
const wide = /[mwMWQ@%—]/
const capital = /[A-ZÀ-ÖØ-Þ&]/
const fullWidth =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\p{Extended_Pictographic}]/u
const noWidth = /\p{Mn}|[\u200B-\u200C\u200E-\u200F]|\u200D/u

/** @returns the width of a text in the unit of `size`, the font size. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width * size
}

function characterWidth(character: string): number {
  if (noWidth.test(character)) return 0
  if (fullWidth.test(character)) return 1.02
  if (narrow.test(character)) return 0.33
  if (wide.test(character)) return 0.86
  if (capital.test(character)) return 0.68
  return 0.56
}

/**
 * Breaks a text into lines no wider than `width`; a word wider than that is broken between characters.
 * @returns at least one line; no character but white space is lost
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\n+/)) {
    let line = ''
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word
      if (textWidth(longer, size) <= width) {
        line = longer
        continue
      }
      if (line) lines.push(line)
      const pieces = breakWord(word, width, size)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1)!
    }
    if (line) lines.push(line)
  }
  return lines.length > 0 ? lines : ['']
}

function breakWord(word: string, width: number, size: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece && textWidth(piece + character, size) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/** Evens out the lines: the narrowest width that needs no more lines than the given one. */
export function balanceText(text: string, width: number, size: number): string[] {
  const lines = wrapText(text, width, size)
  if (lines.length < 2) return lines
  let low = width / 2
  let high = width
  for (let round = 0; round < 6; round++) {
    const middle = (low + high) / 2
    if (wrapText(text, middle, size).length > lines.length) low = middle
    else high = middle
  }
  return wrapText(text, high, size)
}

/** Cuts a text to at most `most` characters, with an ellipsis. */
export function shorten(text: string, most: number): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  if (clean.length <= most) return clean
  const cut = clean.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.replace(/\s+\S{0,12}$/, '') || cut}…`
}

/** Whether the text's first strong letter reads from right to left. */
export const isRightToLeft = (text: string) => /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u.test(text)
