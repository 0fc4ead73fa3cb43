/**
 * Reads a shared document into plain data. It never writes: the editor's own converters delete from the shared document
 * what their schema does not know (collaboration.md c.4).
 */
import * as Y from 'yjs'
import { isToolKind, readTool } from '#domain/blocks/registry.ts'
import { limits } from '#domain/limits.ts'
import type { EntryContent, PageMark, PageNode, ToolState } from '#domain/portfolio/page-schema.ts'

/** The two roots of an entry's document, and the only ones. */
export const pageRoot = 'default'
export const toolsRoot = 'blocks'

export class TooDeep extends Error {
  constructor() {
    super(`nested deeper than ${limits.depth}`)
    this.name = 'TooDeep'
  }
}

/** @throws TooDeep */
export function readContent(document: Y.Doc): EntryContent {
  return {
    page: { type: 'doc', content: readChildren(document.getXmlFragment(pageRoot), 1) },
    blocks: readTools(document.getMap(toolsRoot)),
  }
}

export function readTools(tools: Y.Map<unknown>): Record<string, ToolState> {
  const blocks: Record<string, ToolState> = {}
  for (const key of [...tools.keys()].sort()) {
    const value = tools.get(key)
    if (value instanceof Y.Map && isToolKind(value.get('tool'))) blocks[key] = readTool(value)
  }
  return blocks
}

/** One block of the page, or nothing for what cannot stand in one. @throws TooDeep */
export function readBlock(element: unknown): PageNode[] {
  return readNode(element, 1)
}

function readChildren(parent: Y.XmlFragment, depth: number): PageNode[] {
  if (depth > limits.depth && parent.length > 0) throw new TooDeep()
  return parent.toArray().flatMap((child) => readNode(child, depth))
}

function readNode(item: unknown, depth: number): PageNode[] {
  if (item instanceof Y.XmlText) return readText(item)
  if (!(item instanceof Y.XmlElement)) return [{ type: 'unknown' }]
  const node: PageNode = { type: item.nodeName }
  const attrs = item.getAttributes() as Record<string, unknown>
  if (Object.keys(attrs).length > 0) node.attrs = sorted(attrs)
  const content = readChildren(item, depth + 1)
  if (content.length > 0) node.content = content
  return [node]
}

function readText(text: Y.XmlText): PageNode[] {
  const nodes: PageNode[] = []
  for (const run of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof run.insert !== 'string') {
      nodes.push({ type: 'unknown' })
      continue
    }
    if (run.insert === '') continue
    const node: PageNode = { type: 'text', text: run.insert }
    const marks = Object.entries(run.attributes ?? {}).map(([name, value]) => readMark(name, value))
    if (marks.length > 0) node.marks = marks.sort((a, b) => (a.type < b.type ? -1 : 1))
    const last = nodes.at(-1)
    // Where words between two runs went, the runs still stand apart in the document; for a reader they are one.
    if (last?.text !== undefined && JSON.stringify(last.marks) === JSON.stringify(node.marks)) last.text += node.text
    else nodes.push(node)
  }
  return nodes
}

/** The binding writes marks that may overlap themselves as `name--hash`. */
function readMark(name: string, value: unknown): PageMark {
  const type = name.replace(/--[A-Za-z0-9+/=]{8}$/, '')
  const attrs = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return Object.keys(attrs).length > 0 ? { type, attrs: sorted(attrs) } : { type }
}

/** The same content is the same JSON, whoever wrote which attribute first. */
function sorted(attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).sort(([a], [b]) => (a < b ? -1 : 1)))
}
