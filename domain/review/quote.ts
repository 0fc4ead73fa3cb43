/**
 * Anchors on a page: a block by its id and, inside it, a range of its text, a part of a thinking tool, or a region of a
 * picture. A snapshot never changes, so an anchor that was right once is right for ever; on a living draft
 * `followAnchor` goes on from there.
 */
import { toolPicture, toolTitle } from '#domain/blocks/registry.ts'
import type { EntryContent, PageNode, ToolState } from '#domain/portfolio/page-schema.ts'

export type Anchor = {
  blockId: string
  /** A node, link, card or rung of a thinking tool. */
  partId?: string | null
  /** A part of a picture: x, y, width, height in thousandths of it. */
  region?: Region | null
  start?: number | null
  end?: number | null
  quote: string
}
export type Region = [x: number, y: number, width: number, height: number]

/** A quote is kept up to so many characters; a longer passage is followed by its beginning. */
export const longestQuote = 2000

/** The text of a block as the page shows it; a hard break counts as one character. */
export function blockText(node: PageNode): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? (node.content ?? []).map(blockText).join('')
}

/** Walks the page for the block with this id. */
export function findBlock(page: PageNode, blockId: string): PageNode | undefined {
  if (page.attrs?.id === blockId || page.attrs?.blockId === blockId) return page
  for (const child of page.content ?? []) {
    const found = findBlock(child, blockId)
    if (found) return found
  }
  return undefined
}

/** The parts of a tool that can be pointed at, each with the words it carries. */
export function toolParts(state: ToolState): { id: string; words: string }[] {
  return toolPicture(state).parts.map((part) => ({ id: part.id, words: part.label }))
}

/** The parts of every diagram of a page, by the id of the block that shows it. */
export function diagramParts(content: EntryContent): Record<string, { id: string; words: string }[]> {
  const found: Record<string, { id: string; words: string }[]> = {}
  const walk = (node: PageNode): void => {
    const tool = node.type === 'thinkingTool' ? content.blocks[String(node.attrs?.blockId ?? '')] : undefined
    if (tool && typeof node.attrs?.id === 'string') found[node.attrs.id] = toolParts(tool)
    node.content?.forEach(walk)
  }
  walk(content.page)
  return found
}

export const isRegion = (value: unknown): value is Region =>
  Array.isArray(value) &&
  value.length === 4 &&
  value.every((one) => Number.isInteger(one) && one >= 0 && one <= 1000) &&
  value[2] > 0 &&
  value[3] > 0 &&
  value[0] + value[2] <= 1000 &&
  value[1] + value[3] <= 1000

/**
 * Holds an anchor against the frozen content.
 * @returns the quote that stands there (the words, a part's label, a picture's caption), or what is wrong, as a sentence.
 */
export function groundAnchor(content: EntryContent, anchor: Anchor): { quote: string } | { problem: string } {
  const node = findBlock(content.page, anchor.blockId)
  if (!node) return { problem: 'That place is not in this snapshot. Select it again.' }
  const tool = content.blocks[typeof node.attrs?.blockId === 'string' ? node.attrs.blockId : anchor.blockId]
  if (anchor.partId) {
    const part = tool && toolParts(tool).find((one) => one.id === anchor.partId)
    return part
      ? { quote: part.words }
      : { problem: 'That part of the diagram is not in this snapshot. Select it again.' }
  }
  if (anchor.region && node.type !== 'image') return { problem: 'Only a picture has regions. Select the text instead.' }
  if (anchor.region && !isRegion(anchor.region)) {
    return { problem: 'The region lies outside the picture. Draw it again.' }
  }
  const { start, end } = anchor
  if (start == null && end == null) return { quote: tool ? toolTitle(tool) : wholeBlock(node) }
  if (start == null || end == null || start < 0 || end <= start) {
    return { problem: 'Select at least one character.' }
  }
  const words = blockText(node).slice(start, end)
  return words === anchor.quote
    ? { quote: words }
    : { problem: 'The quoted words are not what stands there. Select them again.' }
}

const pictureWords = (attrs: Record<string, unknown>): string =>
  [attrs.caption, attrs.alt].find((words): words is string => typeof words === 'string' && words !== '') ?? 'A picture'

function wholeBlock(node: PageNode): string {
  if (node.type === 'image') return pictureWords(node.attrs ?? {})
  if (node.type === 'evidence') return typeof node.attrs?.caption === 'string' ? node.attrs.caption : 'Evidence'
  return blockText(node)
}
