/**
 * Anchors on a frozen page: a block by its id and, inside it, a range of its text, a part of a thinking tool, or a
 * region of a picture. A snapshot never changes, so an anchor that was right once is right for ever.
 */
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'

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
export type AnchoredBlock = { node: PageNode; text: string }

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

/** Whether a tool's data holds a part with this id, however deep. */
export function hasPart(data: unknown, partId: string): boolean {
  if (Array.isArray(data)) return data.some((one) => hasPart(one, partId))
  if (typeof data !== 'object' || data === null) return false
  if ((data as { id?: unknown }).id === partId) return true
  return Object.entries(data).some(([key, value]) => key === partId || hasPart(value, partId))
}

export const isRegion = (value: unknown): value is Region =>
  Array.isArray(value) &&
  value.length === 4 &&
  value.every((one) => Number.isInteger(one) && one >= 0 && one <= 1000) &&
  value[2] > 0 &&
  value[3] > 0 &&
  value[0] + value[2] <= 1000 &&
  value[1] + value[3] <= 1000

/** @returns what is wrong with an anchor, as a sentence, or null when it holds on this content. */
export function anchorProblem(content: EntryContent, anchor: Anchor): string | null {
  const node = findBlock(content.page, anchor.blockId)
  if (!node) return 'That place is not in this snapshot. Select it again.'
  if (anchor.partId) {
    const key = typeof node.attrs?.blockId === 'string' ? node.attrs.blockId : anchor.blockId
    if (!hasPart(content.blocks[key] ?? {}, anchor.partId)) {
      return 'That part of the diagram is not in this snapshot. Select it again.'
    }
  }
  if (anchor.region && node.type !== 'image') return 'Only a picture has regions. Select the text instead.'
  if (anchor.region && !isRegion(anchor.region)) return 'The region lies outside the picture. Draw it again.'
  const { start, end } = anchor
  if (start == null && end == null) return null
  if (start == null || end == null || start < 0 || end <= start) return 'Select at least one character.'
  if (blockText(node).slice(start, end) !== anchor.quote) {
    return 'The quoted words are not what stands there. Select them again.'
  }
  return null
}
