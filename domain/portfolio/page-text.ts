/** A page as plain words: for search, for counting, for a reader of the raw record. */
import type { EntryContent, PageNode } from './page-schema.ts'
import { storable } from './storable.ts'

const textBlocks = new Set(['paragraph'])

/** One line a block; the cells of a table's row stand on one line, apart by tabs. */
export function pagePlainText(content: EntryContent): string {
  const lines: string[] = []
  collect(content.page, lines)
  return storable(lines.join('\n').trim())
}

function collect(node: PageNode, lines: string[]): void {
  if (textBlocks.has(node.type)) {
    lines.push(inlineText(node))
    return
  }
  if (node.type === 'tableRow') {
    const cells = (node.content ?? []).map((cell) => {
      const inCell: string[] = []
      collect(cell, inCell)
      return inCell.join(' ')
    })
    lines.push(cells.join('\t'))
    return
  }
  const caption = node.attrs?.caption
  if (typeof caption === 'string' && caption !== '') lines.push(caption)
  for (const child of node.content ?? []) collect(child, lines)
}

function inlineText(node: PageNode): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? (node.content ?? []).map(inlineText).join('')
}

const spacelessScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}]/u

/** Words of the text; in scripts without spaces, the words that the language's segmenter sees. */
export function wordCount(content: EntryContent): number {
  const text = pagePlainText(content)
  if (!spacelessScript.test(text)) return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-.]*/gu)?.length ?? 0
  let words = 0
  for (const part of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) if (part.isWordLike) words++
  return words
}

/** The evidence a page shows or a thinking tool cites, each once, in order. */
export function evidenceInContent(content: EntryContent): string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const child of value) walk(child)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (key === 'evidenceId' && typeof child === 'string' && child !== '') found.add(child)
        else if (key === 'evidenceIds' && Array.isArray(child)) {
          for (const id of child) if (typeof id === 'string') found.add(id)
        } else walk(child)
      }
    }
  }
  walk(content.page)
  walk(content.blocks)
  return [...found]
}
