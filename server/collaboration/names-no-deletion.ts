import * as Y from 'yjs'
import { deletionsOf } from '#domain/sync/read-clocks.ts'

/** Whether an update deletes nothing that still stands in a document. */
export function namesNoDeletion(update: Uint8Array, { store }: Y.Doc): boolean {
  for (const [client, ranges] of Y.decodeUpdate(update).ds.clients) {
    for (const { clock, len } of ranges) {
      for (let next = clock; next < clock + len; ) {
        const struct = Y.getItem(store, Y.createID(client, next)) as Y.Item | Y.GC
        if (!struct.deleted) return false
        next = struct.id.clock + struct.length
      }
    }
  }
  return true
}

/** A page that comes back after a restart repeats the whole list: mostly the very bytes that the stored state ends with. */
export function namesTheSameDeletions(update: Uint8Array, state: Uint8Array): boolean {
  const own = deletionsOf(state)
  const theirs = deletionsOf(update)
  return own !== undefined && theirs !== undefined && Buffer.compare(own, theirs) === 0
}
