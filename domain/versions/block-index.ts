/** Every block of a page under a key that is the same in another version of it: its id, which blocks keep for life. */
import type { PageNode } from '#domain/portfolio/page-schema.ts'

export type Place = { node: PageNode; parent: string; index: number }

const inline = new Set(['text', 'hardBreak'])

export class BlockIndex {
  readonly places = new Map<string, Place>()
  readonly #times = new Map<string, number>()
  readonly #keys = new Map<PageNode, string>()

  constructor(page: PageNode) {
    this.#keys.set(page, '')
    this.#add(page, '')
  }

  keyOf(node: PageNode): string {
    return this.#keys.get(node) ?? ''
  }

  #add(parent: PageNode, parentKey: string): void {
    blocksIn(parent).forEach((node, index) => {
      const id = node.attrs?.id
      // A block without an id, or with one that was used before, is known by what it says and where.
      const name = typeof id === 'string' && id !== '' ? id : `${parentKey}/${node.type}/${wordsIn(node)}`
      const times = this.#times.get(name) ?? 0
      this.#times.set(name, times + 1)
      const key = times === 0 ? name : `${name} (${times + 1})`
      this.#keys.set(node, key)
      this.places.set(key, { node, parent: parentKey, index })
      this.#add(node, key)
    })
  }
}

/** The blocks that stand directly in a node. */
export function blocksIn(node: PageNode | undefined): PageNode[] {
  return node?.type === 'paragraph' ? [] : (node?.content ?? []).filter((child) => !inline.has(child.type))
}

export function wordsIn(node: PageNode): string {
  return node.text ?? (node.content ?? []).map(wordsIn).join(' ')
}

const leaves = new Set(['paragraph', 'image', 'evidence', 'thinkingTool', 'divider'])

export function isLeaf(node: PageNode): boolean {
  return leaves.has(node.type)
}
