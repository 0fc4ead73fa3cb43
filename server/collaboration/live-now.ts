import type { Room } from './room.ts'

/** What lives on this server at this moment, without a word of what is written. */
export type LiveNow = {
  documents: { documentId: string; personIds: string[] }[]
  sockets: number
  people: number
  unsavedBytes: number
  /** When the oldest edit was accepted that is not committed yet. */
  unsavedSince: string | undefined
  /** Whether the other servers on this database cannot be heard just now. */
  apart: boolean
}

export function liveNow(all: Iterable<Room>, apart: boolean): LiveNow {
  const rooms = [...all].filter((room) => room.document)
  const documents = rooms.map(({ documentId, connections }) => ({
    documentId,
    personIds: [...new Set([...connections].map(({ seat }) => seat.personId))],
  }))
  const waiting = rooms.map((room) => room.unsaved)
  return {
    documents,
    sockets: rooms.reduce((sum, { connections }) => sum + connections.size, 0),
    people: new Set(documents.flatMap(({ personIds }) => personIds)).size,
    unsavedBytes: waiting.reduce((sum, { bytes }) => sum + bytes, 0),
    unsavedSince: waiting.flatMap(({ since }) => (since === undefined ? [] : [since])).sort()[0],
    apart,
  }
}
