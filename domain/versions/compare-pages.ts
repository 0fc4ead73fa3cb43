/**
 * The difference of two versions of a page, block by block. Blocks are matched by their ids, wherever they stand, so a
 * paragraph that became an item of a list is that paragraph, reworded or not.
 */
import type { EntryContent, PageNode, ToolState } from '#domain/portfolio/page-schema.ts'
import { BlockIndex, blocksIn, isLeaf } from './block-index.ts'
import { compareAttributes } from './block-notes.ts'
import { compareInline, type InlineDiff } from './compare-inline.ts'
import { type Effort, mostPairsOfPage } from './diff-words.ts'
import { toolChanges } from './tool-changes.ts'

export type BlockDiff = {
  /** The block as it is now; one that was taken out, as it was. */
  node: PageNode
  change: 'same' | 'changed' | 'added' | 'removed'
  moved: boolean
  /** What is different beside the words, as sentences. */
  notes: string[]
  inline?: InlineDiff
  children: BlockDiff[]
  /** The thinking tool that stands here: as it is now, or as it was. */
  tool?: ToolState
}
export type PageDiff = { blocks: BlockDiff[]; before: EntryContent; after: EntryContent }

export function comparePages(before: EntryContent, after: EntryContent): PageDiff {
  return { blocks: new Comparison(before, after).children(after.page, before.page), before, after }
}

class Comparison {
  readonly #before: EntryContent
  readonly #after: EntryContent
  readonly #old: BlockIndex
  readonly #now: BlockIndex
  readonly #effort: Effort = { pairs: mostPairsOfPage }

  constructor(before: EntryContent, after: EntryContent) {
    this.#before = before
    this.#after = after
    this.#old = new BlockIndex(before.page)
    this.#now = new BlockIndex(after.page)
  }

  /** What stands in a node now, with what went from it at its old place. */
  children(now: PageNode, old: PageNode | undefined): BlockDiff[] {
    const oldKey = old ? this.#old.keyOf(old) : undefined
    const blocks = blocksIn(now)
    const places = blocks.map((node) => {
      const place = this.#matching(node)
      return place && place.parent === oldKey ? place.index : undefined
    })
    const unmoved = inOrder(places)
    const gone = this.#goneFrom(old, new Set(places.filter((_, n) => unmoved.has(n))))
    const found = [...(gone.get(-1) ?? [])]
    blocks.forEach((node, n) => {
      const diff = this.#compare(node)
      // What stands in something new has not moved: the new thing was put around it.
      diff.moved = old !== undefined && diff.change !== 'added' && !unmoved.has(n)
      found.push(diff)
      const place = places[n]
      if (place !== undefined && unmoved.has(n)) found.push(...(gone.get(place) ?? []))
    })
    return found
  }

  #matching(node: PageNode) {
    const place = this.#old.places.get(this.#now.keyOf(node))
    if (!place || isLeaf(place.node) !== isLeaf(node)) return undefined
    return isLeaf(node) && place.node.type !== node.type ? undefined : place
  }

  /** What was taken out of a node, behind the last of its blocks that stayed in place (-1: at its beginning). */
  #goneFrom(old: PageNode | undefined, staying: ReadonlySet<number | undefined>): Map<number, BlockDiff[]> {
    const gone = new Map<number, BlockDiff[]>()
    let anchor = -1
    blocksIn(old).forEach((node, index) => {
      if (staying.has(index)) anchor = index
      else {
        const behind = gone.get(anchor) ?? []
        behind.push(...this.#gone(node))
        gone.set(anchor, behind)
      }
    })
    return gone
  }

  #gone(node: PageNode): BlockDiff[] {
    const now = this.#now.places.get(this.#old.keyOf(node))?.node
    if (now && isLeaf(now) === isLeaf(node) && (!isLeaf(node) || now.type === node.type)) return []
    const children = blocksIn(node).flatMap((child) => this.#gone(child))
    // A list whose items went elsewhere leaves nothing behind to tell of.
    if (!isLeaf(node) && children.length === 0 && blocksIn(node).length > 0) return []
    const diff: BlockDiff = { node, change: 'removed', moved: false, notes: [], children }
    if (node.type === 'paragraph') diff.inline = compareInline(node.content ?? [], [], this.#effort)
    if (node.type === 'thinkingTool') Object.assign(diff, tool(this.#before, node))
    return [diff]
  }

  #compare(node: PageNode): BlockDiff {
    const old = this.#matching(node)?.node
    const children = this.children(node, old)
    const diff: BlockDiff = { node, change: old ? 'same' : 'added', moved: false, notes: [], children }
    if (node.type === 'paragraph') diff.inline = compareInline(old?.content ?? [], node.content ?? [], this.#effort)
    if (node.type === 'thinkingTool') Object.assign(diff, tool(this.#after, node))
    if (!old) {
      const kept = children.some((child) => child.change === 'same' || child.change === 'changed')
      if (kept) Object.assign(diff, { change: 'changed', notes: ['Put around what stood here before.'] })
      return diff
    }
    diff.notes = compareAttributes(old, node)
    if (diff.inline?.restyled && !diff.inline.reworded) diff.notes.push('Some words look different.')
    if (node.type === 'thinkingTool') {
      const before = this.#before.blocks[String(old.attrs?.blockId ?? '')]
      diff.notes.push(...toolChanges(before, diff.tool))
    }
    if (diff.notes.length > 0 || diff.inline?.reworded) diff.change = 'changed'
    return diff
  }
}

function tool(content: EntryContent, node: PageNode): { tool?: ToolState } {
  const state = content.blocks[String(node.attrs?.blockId ?? '')]
  return state ? { tool: state } : {}
}

/** Of places in their new order, the most that kept their order among each other: the others were moved. */
function inOrder(places: (number | undefined)[]): Set<number> {
  // ends[length]: which of the chains of this length ends lowest; each knows the one before it.
  const ends: number[] = []
  const from: number[] = []
  places.forEach((place, n) => {
    if (place === undefined) return
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[ends[middle]!]! < place) low = middle + 1
      else high = middle
    }
    from[n] = ends[low - 1] ?? -1
    ends[low] = n
  })
  const kept = new Set<number>()
  for (let n = ends.at(-1) ?? -1; n >= 0; n = from[n] ?? -1) kept.add(n)
  return kept
}
