/** One update applied to a document, and every block and tool that it touched read and checked. */
import * as Y from 'yjs'
import { checkTool } from '#domain/blocks/check-tool.ts'
import { readTool } from '#domain/blocks/registry.ts'
import { blockProblem, type PageProblem } from '#domain/portfolio/check-page.ts'
import { pageRoot, readBlock, toolsRoot } from '#domain/sync/read-content.ts'
import { placesProblem } from './check-places.ts'

/** Applies, then reads the top-level blocks and tools that changed. The document is spoilt when there is a problem. */
export function applyAndCheck(document: Y.Doc, update: Uint8Array, look: (done: Y.Transaction) => void): PageProblem {
  // Where formats are tidied up, Yjs does so in a second transaction: the edit itself is the first.
  const transactions: Y.Transaction[] = []
  const remember = (done: Y.Transaction) => {
    if (transactions.push(done) === 1) look(done)
  }
  document.on('afterTransaction', remember)
  try {
    Y.applyUpdate(document, update)
  } catch {
    // Yjs reads it and cannot place it: half of it may be in the document now.
    return 'it cannot be applied'
  } finally {
    document.off('afterTransaction', remember)
  }
  if (document.store.pendingStructs || document.store.pendingDs) return 'it waits for something that nobody has'
  try {
    for (const transaction of transactions) {
      const problem = placesProblem(document, transaction) ?? problemOf(document, transaction)
      if (problem) return problem
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable'
  }
}

function problemOf(document: Y.Doc, { changed, beforeState }: Y.Transaction): PageProblem {
  const page = document.getXmlFragment(pageRoot)
  const tools = document.getMap(toolsRoot)
  const blocks = new Set<unknown>()
  const toolKeys = new Set<string>()
  for (const [type, keys] of changed) {
    const shared: unknown = type
    if (shared === page) {
      for (const child of page.toArray()) {
        const id = (child as Y.XmlElement)._item?.id
        if (!id || id.clock >= (beforeState.get(id.client) ?? 0)) blocks.add(child)
      }
    } else if (shared === tools) {
      for (const key of keys) if (key !== null) toolKeys.add(key)
    } else {
      const top = topOf(type)
      if (!top || top.deleted) continue
      if (top.parent === page) blocks.add((top.content as Y.ContentType).type)
      else if (top.parentSub !== null) toolKeys.add(top.parentSub)
    }
  }
  for (const block of blocks) {
    const nodes = readBlock(block)
    for (const node of nodes) {
      const problem = blockProblem(node)
      if (problem) return problem
    }
  }
  for (const key of toolKeys) {
    const tool = tools.get(key)
    if (tool === undefined) continue
    if (key.length > 100 || !(tool instanceof Y.Map)) return 'a thinking tool is a map under its block’s id'
    // A page may make the map first and fill it with its next breath.
    if (tool.size === 0) continue
    const [problem] = checkTool(readTool(tool))
    if (problem) return problem
  }
  return undefined
}

function topOf(type: { _item: Y.Item | null }): Y.Item | undefined {
  let item = type._item
  while (item) {
    const above = (item.parent as { _item: Y.Item | null })._item
    if (!above) return item
    item = above
  }
  return undefined
}
