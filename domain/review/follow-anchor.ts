/**
 * Where the words of a note stand now, on a page that people go on writing: at their place, elsewhere in their block, or
 * in another block, after a change of layout that moved them; and where words of their block are most like them, when
 * they were put otherwise. Nothing is kept of it: words that come back by undo are found again.
 */
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { type Anchor, blockText, findBlock, groundAnchor, longestQuote } from './quote.ts'

export type Followed =
  | { standing: 'there'; blockId: string; start: number | null; end: number | null }
  /** Its block is there, its words are not, or not so: what most resembles them, if anything does. */
  | { standing: 'changed'; blockId: string; start: number | null; end: number | null }
  | { standing: 'gone' }

type Leaf = { id: string; text: string }

export function followAnchor(content: EntryContent, anchor: Anchor): Followed {
  const { blockId, partId, region, start, end, quote } = anchor
  const node = findBlock(content.page, blockId)
  const lost: Followed = node ? { standing: 'changed', blockId, start: null, end: null } : { standing: 'gone' }
  const whole = start == null || end == null
  if (whole && node) {
    const ground = groundAnchor(content, anchor)
    if ('quote' in ground && ground.quote.slice(0, longestQuote) === quote) {
      return { standing: 'there', blockId, start: null, end: null }
    }
  }
  if (partId || region || quote === '') return lost
  const leaves = leavesOf(content.page)
  if (whole) {
    const [same, ...more] = leaves.filter(({ text }) => text.slice(0, longestQuote) === quote)
    return same && more.length === 0 ? { standing: 'there', blockId: same.id, start: null, end: null } : lost
  }
  const own = leaves.findIndex(({ id }) => id === blockId)
  return (
    inBlock(leaves[own], quote, start) ??
    overTwoBlocks(leaves, own, quote) ??
    inAnotherBlock(leaves, quote, start) ??
    putOtherwise(leaves[own], quote) ??
    lost
  )
}

/** Text blocks in the page's order; a list item or a callout only holds them. */
function leavesOf(page: PageNode): Leaf[] {
  const leaves: Leaf[] = []
  const walk = (node: PageNode): void => {
    const id = node.attrs?.id
    const holdsText = !node.content?.length || node.content.some(({ type }) => type === 'text' || type === 'hardBreak')
    if (typeof id === 'string' && holdsText) leaves.push({ id, text: blockText(node) })
    else node.content?.forEach(walk)
  }
  walk(page)
  return leaves
}

/** The place in the block that is nearest to where the words stood. */
function inBlock(leaf: Leaf | undefined, quote: string, near: number): Followed | undefined {
  if (!leaf) return undefined
  let nearest = -1
  for (let at = leaf.text.indexOf(quote); at >= 0; at = leaf.text.indexOf(quote, at + 1)) {
    if (nearest < 0 || Math.abs(at - near) < Math.abs(nearest - near)) nearest = at
  }
  if (nearest < 0) return undefined
  return { standing: 'there', blockId: leaf.id, start: nearest, end: nearest + quote.length }
}

/** Somebody pressed Enter inside the words: the first half is shown. */
function overTwoBlocks(leaves: Leaf[], at: number, quote: string): Followed | undefined {
  for (const [first, second] of [
    [leaves[at], leaves[at + 1]],
    [leaves[at - 1], leaves[at]],
  ]) {
    if (!first || !second) continue
    for (let cut = quote.length - 1; cut > 0; cut--) {
      const halves = [quote.slice(0, cut), quote.slice(cut)] as const
      if (!first.text.endsWith(halves[0]) || !second.text.startsWith(halves[1])) continue
      return { standing: 'there', blockId: first.id, start: first.text.length - cut, end: first.text.length }
    }
  }
  return undefined
}

/** Only where no other words can be meant: more than one word, and they stand in one block alone. */
function inAnotherBlock(leaves: Leaf[], quote: string, near: number): Followed | undefined {
  if (!/\S\s+\S/.test(quote)) return undefined
  const [found, ...more] = leaves.filter(({ text }) => text.includes(quote))
  return more.length === 0 ? inBlock(found, quote, near) : undefined
}

/** Between the beginning of the quote and its end something else may stand; together they are half of it at least. */
function putOtherwise(leaf: Leaf | undefined, quote: string): Followed | undefined {
  if (!leaf) return undefined
  const { text } = leaf
  const [best] = [beginningFirst(text, quote), endFirst(text, quote)].toSorted((a, b) => b.kept - a.kept)
  if (!best || best.kept < quote.length / 2 || best.end - best.start > quote.length * 3) return undefined
  return { standing: 'changed', blockId: leaf.id, start: best.start, end: best.end }
}

type Likeness = { kept: number; start: number; end: number }
const unlike: Likeness = { kept: 0, start: 0, end: 0 }

/** The longest beginning of the quote, and behind it the longest end. */
function beginningFirst(text: string, quote: string): Likeness {
  for (let length = quote.length - 1; length > 0; length--) {
    const start = text.indexOf(quote.slice(0, length))
    if (start < 0) continue
    for (let rest = quote.length - length; rest > 0; rest--) {
      const at = text.indexOf(quote.slice(-rest), start + length)
      if (at >= 0) return { kept: length + rest, start, end: at + rest }
    }
    return { kept: length, start, end: start + length }
  }
  return unlike
}

/** The longest end of the quote, and before it the longest beginning. */
function endFirst(text: string, quote: string): Likeness {
  for (let length = quote.length - 1; length > 0; length--) {
    const found = text.lastIndexOf(quote.slice(-length))
    if (found < 0) continue
    const end = found + length
    for (let rest = quote.length - length; rest > 0; rest--) {
      const start = found < rest ? -1 : text.lastIndexOf(quote.slice(0, rest), found - rest)
      if (start >= 0) return { kept: length + rest, start, end }
    }
    return { kept: length, start: found, end }
  }
  return unlike
}
