/**
 * Which Yjs client wrote each run of words of a block: the letters that stand, each by the client that put it there. What
 * was deleted is gone. Whose a client is, the server's registry says: it follows sessions, whatever a client claims.
 */
import * as Y from 'yjs'
import { pageRoot, toolsRoot } from '#domain/sync/read-content.ts'

export type WrittenRun = { text: string; client: number }

/** @returns nothing where the page has no such block; a table, a list or a thinking tool is told with all that is in it. */
export function writtenRuns(document: Y.Doc, blockId: string): WrittenRun[] | undefined {
  const block = findBlock(document.getXmlFragment(pageRoot), blockId)
  if (!block) return undefined
  const runs: WrittenRun[] = []
  collect(block, runs)
  const toolId = block.getAttribute('blockId')
  if (block.nodeName === 'thinkingTool' && toolId) collect(document.getMap(toolsRoot).get(toolId), runs)
  return runs
}

function findBlock(parent: Y.XmlFragment, blockId: string): Y.XmlElement | undefined {
  const waiting: unknown[] = parent.toArray().reverse()
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (!(next instanceof Y.XmlElement)) continue
    if (next.getAttribute('id') === blockId) return next
    waiting.push(...next.toArray().reverse())
  }
  return undefined
}

function collect(shared: unknown, runs: WrittenRun[]): void {
  if (shared instanceof Y.Text) collectText(shared, runs)
  else if (shared instanceof Y.XmlFragment) for (const child of shared.toArray()) collect(child, runs)
  else if (shared instanceof Y.Array) for (const child of shared) collect(child, runs)
  else if (shared instanceof Y.Map) for (const child of shared.values()) collect(child, runs)
}

function collectText(text: Y.Text, runs: WrittenRun[]): void {
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const { client } = item.id
    const last = runs.at(-1)
    if (last?.client === client) last.text += item.content.str
    else runs.push({ text: item.content.str, client })
  }
}
