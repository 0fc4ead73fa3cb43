/** Text that stands twice: two people moved, wrapped or split the same block at once, and each move brought its own copy. */
import * as Y from 'yjs'
import type { AnyType } from './letters.ts'
import { placeOf } from './letters.ts'
import type { Copy, TextCopies } from './text-copies.ts'

export type Doubled = {
  /** The first letter of the later copy. */
  client: number
  clock: number
  text: string
  blockId: string
  otherBlockId: string
}

/** @param late what an update copied although somebody had moved it before */
export function doubledBy(store: Y.Doc['store'], late: Copy[], earlier: TextCopies): Doubled[] {
  const found = new Map<string, Doubled>()
  for (const { client, start, end, fromClient, fromStart } of late) {
    const mine = standing(store, client, start)
    if (!mine) continue
    for (const copy of earlier.copiesOf(fromClient, fromStart, fromStart + end - start)) {
      const theirs = standing(store, copy.client, copy.start + Math.max(0, fromStart - copy.fromStart))
      if (!theirs) continue
      const [blockId, otherBlockId] = [placeOf(theirs.parent).blockId, placeOf(mine.parent).blockId]
      if (blockId === null || otherBlockId === null || mine.parent === theirs.parent) continue
      const key = JSON.stringify([blockId, otherBlockId])
      const text = textAt(store, client, start, end)
      const before = found.get(key)
      if (before) before.text += text
      else found.set(key, { client, clock: start, text, blockId, otherBlockId })
      break
    }
  }
  return [...found.values()]
}

function standing(store: Y.Doc['store'], client: number, clock: number): { parent: AnyType } | undefined {
  const item: unknown = Y.getItem(store, Y.createID(client, clock))
  return item instanceof Y.Item && !item.deleted ? { parent: item.parent as AnyType } : undefined
}

function textAt(store: Y.Doc['store'], client: number, start: number, end: number): string {
  let text = ''
  for (let clock = start; clock < end; ) {
    const item: Y.Item = Y.getItem(store, Y.createID(client, clock))
    const offset = clock - item.id.clock
    if (!item.deleted && item.content instanceof Y.ContentString) {
      text += item.content.str.slice(offset, offset + end - clock)
    }
    clock = item.id.clock + item.length
  }
  return text
}
