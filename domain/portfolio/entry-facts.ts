import type { EntryContent, PageNode, ToolKind } from './page-schema.ts'

/** What a rule wants to know of an entry, read once from its projection. */
export type EntryFacts = {
  entryId: string
  section: string
  title: string
  words: number
  tools: Partial<Record<ToolKind, number>>
  quotes: number
  evidence: number
  happenedOn: string | null
  authorId: string | null
  /** Who has written in it. */
  writerIds: string[]
}

/** Tools, quotes and pieces of evidence that a page holds. */
export function contentFacts(content: EntryContent): Pick<EntryFacts, 'tools' | 'quotes' | 'evidence'> {
  const found = { tools: {} as Partial<Record<ToolKind, number>>, quotes: 0, evidence: 0 }
  const walk = (node: PageNode) => {
    if (node.type === 'thinkingTool') {
      const kind = node.attrs?.tool as ToolKind
      found.tools[kind] = (found.tools[kind] ?? 0) + 1
    } else if (node.type === 'paragraph' && node.attrs?.kind === 'quote' && node.content?.length) found.quotes += 1
    else if (node.type === 'image' || node.type === 'evidence') found.evidence += 1
    node.content?.forEach(walk)
  }
  walk(content.page)
  return found
}
