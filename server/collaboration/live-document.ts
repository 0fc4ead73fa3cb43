import type { StoredDocument } from '#db/queries/load-documents.ts'
import { notFound } from '../errors.ts'
import { AnnouncedClients } from './announced-clients.ts'
import { RoomMemory } from './room-memory.ts'
import { unreadAtLoad } from './unread-at-load.ts'

/** A document in one server's memory, with what is known of its log. */
export type LiveDocument = {
  memory: RoomMemory
  announced: AnnouncedClients
  epoch: number
  /** Whether the document may be written at all. */
  open: boolean
  /** Every committed row up to here is in memory, whoever committed it. */
  sequence: number
  /** How often rows of other servers came in. */
  followed: number
  /** Whether the projection is behind, because an earlier server ended before it was written. */
  behind: boolean
  /** Rows since the last compaction, and their bytes. */
  rows: number
  rowBytes: number
  /** How many of them the load found: only readers came where there are no more. */
  rowsFound: number
}

/** @throws not-found where there is no such document */
export function liveDocument(stored: StoredDocument | undefined): LiveDocument {
  if (!stored) throw notFound('page')
  const sequence = stored.updates.at(-1)?.sequence ?? stored.snapshot?.uptoSequence ?? 0
  const memory = new RoomMemory(stored)
  memory.late.serverEnded(sequence, unreadAtLoad(stored))
  const rows = stored.updates.length
  const rowBytes = stored.updates.reduce((sum, { update }) => sum + update.length, 0)
  const behind = sequence > stored.projected
  const found = { rows, rowBytes, rowsFound: rows }
  const announced = new AnnouncedClients(memory.known.owners)
  return {
    memory,
    announced,
    epoch: stored.epoch,
    open: stored.state === 'open',
    sequence,
    followed: 0,
    behind,
    ...found,
  }
}
