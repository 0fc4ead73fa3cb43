/** What a resubmission changed, block by block: ids are stable, so a moved or reworded block keeps its identity. */
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { blockText } from './quote.ts'

export type EntryVersion = { entryId: string; section: string; title: string; content: EntryContent }
export type BlockChange = {
  kind: 'added' | 'removed' | 'changed'
  blockId: string
  before: string
  after: string
}
export type EntryChange = {
  entryId: string
  section: string
  title: string
  kind: 'added' | 'removed' | 'changed'
  blocks: BlockChange[]
  /** "2 paragraphs reworded, 1 added" */
  sentence: string
}

type Leaf = { text: string; signature: string }

function leavesOf(content: EntryContent): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const walk = (node: PageNode): void => {
    const nested = (node.content ?? []).filter((child) => child.type !== 'text' && child.type !== 'hardBreak')
    const id = typeof node.attrs?.id === 'string' ? node.attrs.id : undefined
    if (nested.length === 0 && id && node.type !== 'doc') {
      const toolId = typeof node.attrs?.blockId === 'string' ? node.attrs.blockId : id
      const tool = content.blocks[toolId]
      const text = tool ? `(${tool.tool})` : blockText(node)
      leaves.set(id, { text, signature: JSON.stringify([node, tool ?? null]) })
    }
    nested.forEach(walk)
  }
  walk(content.page)
  return leaves
}

/** The blocks that differ between two versions of one entry. */
export function blockChanges(before: EntryContent, after: EntryContent): BlockChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const changes: BlockChange[] = []
  for (const [blockId, leaf] of now) {
    const earlier = old.get(blockId)
    if (!earlier) changes.push({ kind: 'added', blockId, before: '', after: leaf.text })
    else if (earlier.signature !== leaf.signature) {
      changes.push({ kind: 'changed', blockId, before: earlier.text, after: leaf.text })
    }
  }
  for (const [blockId, leaf] of old) {
    if (!now.has(blockId)) changes.push({ kind: 'removed', blockId, before: leaf.text, after: '' })
  }
  return changes
}

/** What changed between two snapshots, entry by entry in the order of the newer one; unchanged entries are left out. */
export function snapshotChanges(before: EntryVersion[], after: EntryVersion[]): EntryChange[] {
  const old = new Map(before.map((entry) => [entry.entryId, entry]))
  const changes: EntryChange[] = []
  for (const entry of after) {
    const earlier = old.get(entry.entryId)
    old.delete(entry.entryId)
    const blocks = earlier ? blockChanges(earlier.content, entry.content) : []
    const { entryId, section, title } = entry
    if (!earlier) changes.push({ entryId, section, title, kind: 'added', blocks, sentence: 'This entry is new.' })
    else if (blocks.length > 0 || earlier.title !== title) {
      const renamed = earlier.title === title ? [] : [`renamed from "${earlier.title}"`]
      const sentence = sentenceOf([...renamed, ...countsOf(blocks)])
      changes.push({ entryId, section, title, kind: 'changed', blocks, sentence })
    }
  }
  for (const { entryId, section, title } of old.values()) {
    changes.push({ entryId, section, title, kind: 'removed', blocks: [], sentence: 'This entry was taken out.' })
  }
  return changes
}

function countsOf(blocks: BlockChange[]): string[] {
  const words = { changed: 'reworded', added: 'added', removed: 'taken out' } as const
  return (['changed', 'added', 'removed'] as const).flatMap((kind) => {
    const count = blocks.filter((block) => block.kind === kind).length
    return count === 0 ? [] : [`${count} ${count === 1 ? 'passage' : 'passages'} ${words[kind]}`]
  })
}

function sentenceOf(parts: string[]): string {
  const sentence = parts.join(', ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
