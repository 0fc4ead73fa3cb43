/**
 * Writes down what people may not have read before they left (`late-letters.ts`), so that it outlives the room and is
 * known on every server: soon, all of it together, and mostly nothing, because nobody else was writing. Whatever fails
 * here is nobody's error.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { clearUnreadBesideStates, deleteUnread, deleteUnreadBefore, saveUnread } from '#db/queries/unread-letters.ts'
import type { DocumentUnreadTable } from '#db/schema/rescue.ts'
import type { AppContext } from '../context.ts'
import { Coalesced } from './coalesced.ts'
import type { Room } from './room.ts'

const day = 24 * 3_600_000
const keptDays = 90
/** A stopping server does not wait for a database that does not answer. */
const patience = 2_000

export class UnreadKeeper {
  readonly #context: Pick<AppContext, 'db' | 'clock' | 'logger'>
  readonly #writing = new Coalesced(() => this.#write())
  /** By id; `undefined` is to be deleted. */
  #waiting = new Map<string, DocumentUnreadTable | undefined>()
  #left = new Set<string>()
  #tidiedAt = Number.NEGATIVE_INFINITY

  constructor(context: Pick<AppContext, 'db' | 'clock' | 'logger'>) {
    this.#context = context
  }

  /** Call it every second or so. */
  look(rooms: Iterable<Room>): void {
    for (const room of rooms) {
      const { document } = room
      document?.memory.late.lookAfter(document.sequence, () => document.memory.vector)
      this.#gather(room)
    }
    if (this.#waiting.size > 0) void this.#writing.run()
  }

  /** Ends when everybody has left these rooms and what they know is written down, or could not be in time. */
  async writeLast(rooms: readonly Room[]): Promise<void> {
    for (const room of rooms) {
      const { late } = room.document?.memory ?? {}
      for (const { seat } of room.connections) late?.leave(seat.personId)
      this.#gather(room)
      if (late?.allLeft()) this.#left.add(room.documentId)
    }
    if (this.#waiting.size + this.#left.size === 0) return
    await Promise.race([this.#writing.run(), pause(patience, undefined, { ref: false })])
  }

  #gather({ documentId, document }: Room): void {
    if (!document) return
    const { memory, epoch, sequence } = document
    const note = (who: string, row: Pick<DocumentUnreadTable, 'personId' | 'letters'> | undefined) => {
      const id = `${documentId}.${who}`
      this.#waiting.set(id, row && { id, documentId, epoch, leftAt: this.#context.clock.iso(), ...row })
    }
    const ending = memory.late.ending(sequence)
    if (ending) note(`.${ending.sequence}`, { personId: null, letters: JSON.stringify(ending.letters) })
    const left = memory.late.leavings(memory.known.clocks, memory.known.owners)
    if (!left) return
    for (const [personId, letters] of left.unread) note(personId, { personId, letters: JSON.stringify(letters) })
    for (const personId of left.nothing) note(personId, undefined)
  }

  async #write(): Promise<void> {
    const { db, clock, logger } = this.#context
    const waiting = [...this.#waiting]
    const left = this.#left
    this.#waiting = new Map()
    this.#left = new Set()
    const rows = waiting.flatMap(([, row]) => row ?? [])
    const over = waiting.flatMap(([id, row]) => (row ? [] : [id]))
    const now = clock.now().getTime()
    try {
      if (rows.length > 0) await saveUnread(db, rows)
      if (over.length > 0) await deleteUnread(db, over)
      if (left.size > 0) await clearUnreadBesideStates(db, left)
      if (now - this.#tidiedAt < day) return
      this.#tidiedAt = now
      await deleteUnreadBefore(db, new Date(now - keptDays * day).toISOString())
    } catch (error) {
      logger.warn({ err: error }, 'what people may not have read was not written down')
    }
  }
}
