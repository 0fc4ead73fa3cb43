/** Rows that other servers committed: into memory in their order, and to everybody here as the bytes that they are. */
import type { News } from '#db/queries/follow-updates.ts'
import type { Connection } from './connection.ts'
import { editFrame } from './edit-frame.ts'
import type { LiveDocument } from './live-document.ts'

/**
 * @param uncommittedFrom from which clock on each Yjs client's edits were accepted here and are not in the log
 * @returns whether there was anything
 * @throws where a Yjs client wrote the same clocks there and here: which of the two counts, the log alone can tell
 */
export function followNews(
  document: LiveDocument,
  { snapshot, rows }: News,
  uncommittedFrom: ReadonlyMap<number, number>,
  peers: Iterable<Connection>,
): boolean {
  const { memory } = document
  const take = (bytes: Uint8Array, sequence: number, owner: string | null) => {
    const { frame, update } = editFrame(bytes)
    memory.follow(update, owner, uncommittedFrom)
    for (const peer of peers) peer.sendFrame(frame)
    document.sequence = sequence
  }
  if (snapshot) {
    for (const { clientId, personId } of snapshot.clients) memory.known.owners.set(clientId, personId)
    take(snapshot.state, snapshot.sequence, null)
    document.rows = 0
    document.rowBytes = 0
  }
  for (const { sequence, update, personId } of rows) {
    take(update, sequence, personId)
    document.rows++
    document.rowBytes += update.length
  }
  if (!snapshot && rows.length === 0) return false
  document.followed++
  return true
}
