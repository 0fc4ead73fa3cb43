/** Rows that other servers committed: into memory in their order, and to everybody here as the bytes that they are. */
import type { News } from '#db/queries/follow-updates.ts'
import type { Uncommitted } from './commit-queue.ts'
import type { Connection } from './connection.ts'
import { editFrame } from './edit-frame.ts'
import type { LiveDocument } from './live-document.ts'

/**
 * @param uncommitted what was accepted here and is not in the log
 * @returns whether there was anything
 * @throws where the two clash: everybody here then sends again what they have, and it is looked at after the log
 */
export function followNews(
  document: LiveDocument,
  { snapshot, rows }: News,
  uncommitted: Uncommitted,
  peers: Iterable<Connection>,
): boolean {
  const { memory } = document
  const take = (bytes: Uint8Array, sequence: number, owner: string | null) => {
    const { frame, update } = editFrame(bytes)
    memory.follow(update, owner, uncommitted)
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
