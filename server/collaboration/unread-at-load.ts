/** What people may not have read who were here when a server ended without a word: found in what it left behind. */
import * as Y from 'yjs'
import type { StoredDocument } from '#db/queries/load-documents.ts'
import type { Stretch } from '#domain/sync/clock-ranges.ts'
import { joined } from '#domain/sync/unread-letters.ts'
import { serverItself } from './write-room.ts'

/** So long before the last word, because a dead line is noticed late. */
const moments = 60_000

/** Nothing where the last one had left: the log was compacted then. */
export function unreadAtLoad({ snapshot, updates }: Pick<StoredDocument, 'snapshot' | 'updates'>): Stretch[] {
  const last = updates.at(-1)
  const since = last ? Date.parse(last.createdAt) - moments : 0
  const found: Stretch[] = []
  if (snapshot?.unread && Date.parse(snapshot.createdAt) >= since) {
    found.push(...(JSON.parse(snapshot.unread) as Stretch[]))
  }
  for (const { createdAt, connectionId, update } of updates.toReversed()) {
    if (Date.parse(createdAt) < since) break
    // What no page sent is the page's first content.
    if (connectionId === serverItself) continue
    const { from, to } = Y.parseUpdateMeta(update)
    for (const [client, clock] of to) found.push([client, from.get(client) ?? 0, clock])
  }
  return joined(found)
}
