/** What the database holds of a page, in memory: its log, and what people may not have read. A server that ends leaves it. */
import type { StoredDocument } from '#db/queries/load-documents.ts'
import type { StoredUnread } from '#db/queries/standings.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { unreadAtLoad } from '#server/collaboration/unread-at-load.ts'

type Stored = Pick<StoredDocument, 'snapshot' | 'updates' | 'clients'>

export class StoredPage {
  #stored: Stored
  #unread: StoredUnread[] = []
  #sequence = 1

  constructor(state: Uint8Array) {
    const snapshot = { uptoSequence: 1, state, createdAt: '', unread: null }
    this.#stored = { snapshot, updates: [], clients: [{ clientId: 1, personId: null }] }
  }

  /** As a server loads it. */
  load(): RoomMemory {
    const memory = new RoomMemory(this.#stored)
    memory.late.serverEnded(this.#sequence, unreadAtLoad(this.#stored))
    memory.greeting()
    return memory
  }

  commit(update: Uint8Array, createdAt: string): void {
    this.#stored.updates.push({ sequence: ++this.#sequence, update, createdAt, connectionId: 'a page' })
  }

  /** What the server writes down every second. */
  note({ late, known }: RoomMemory): void {
    const ending = late.ending(this.#sequence)
    if (ending) this.#unread.push(row(null, ending.letters))
    const left = late.leavings(known.clocks, known.owners)
    const gone = new Set([...(left?.unread.keys() ?? []), ...(left?.nothing ?? [])])
    this.#unread = this.#unread.filter(({ personId }) => personId === null || !gone.has(personId))
    for (const [personId, letters] of left?.unread ?? []) this.#unread.push(row(personId, letters))
  }

  /** Everybody has left, and the room is given up. */
  giveUp(memory: RoomMemory): void {
    this.note(memory)
    const unread = memory.late.besideState(memory.known.clocks, false)
    const snapshot = {
      uptoSequence: this.#sequence,
      state: memory.state(),
      createdAt: '',
      unread: unread.length > 0 ? JSON.stringify(unread) : null,
    }
    this.#stored = { snapshot, updates: [], clients: clientsOf(memory) }
  }

  /** The server ends without a word. */
  kill(memory: RoomMemory): void {
    this.#stored.clients = clientsOf(memory)
  }

  unreadOf(person: string): StoredUnread[] {
    return this.#unread.filter(({ personId }) => personId === null || personId === person)
  }
}

const row = (personId: string | null, letters: unknown): StoredUnread => ({
  documentId: 'page',
  personId,
  epoch: 1,
  letters: JSON.stringify(letters),
})

function clientsOf({ known }: RoomMemory): StoredDocument['clients'] {
  return [...known.owners].map(([clientId, personId]) => ({ clientId, personId }))
}
