/**
 * Group commit: what all rooms accepted within a few milliseconds goes to disk as one transaction.
 *
 *   room accepts -> `add(room)` -> a tick, or at once when many wait -> `take(now)` from every waiting room -> append
 *   kept:    `room.committed(sequence)`: broadcast, answers, saved
 *   refused: `room.stateChanged()`: the document was frozen or moved to another epoch meanwhile
 *   not yet: `room.later(why)`: another server wrote in between, or freezes the document
 *   failed:  `room.failed()`: nothing was kept; its sockets close with 1013 and its memory is thrown away
 *
 * One batch is on its way at a time; while it is, the next one gathers.
 */
import type { Appended, AppendUpdates, WaitingDocument } from '#db/queries/append-updates.ts'
import { Gathering } from './gathering.ts'

export interface CommittingRoom {
  /** Hands over what waits, or nothing. */
  take(now: string): WaitingDocument | undefined
  committed(sequence: number): void
  later(why: 'behind' | 'held'): void
  stateChanged(): void
  failed(error: unknown): void
}

/**
 * A lone writer waits hardly at all. The more write, the longer a batch gathers: each commit costs a write to disk, and
 * each peer that hears of two edits in one batch costs one write to its socket instead of two. Nobody sees a sixtieth of
 * a second.
 */
const ticks = [
  { from: 0, milliseconds: 2 },
  { from: 3, milliseconds: 8 },
  { from: 12, milliseconds: 16 },
  { from: 96, milliseconds: 25 },
] as const
const fullBatch = 400

export class Committer {
  readonly #append: AppendUpdates
  readonly #now: () => string
  #rooms = new Set<CommittingRoom>()
  #waiting = 0
  #timer: NodeJS.Timeout | undefined
  #busy = false
  /** How long the next batch gathers. */
  #tick: number = ticks[0].milliseconds
  readonly #gathering: Gathering

  /**
   * @param now the instant that the rows of a batch are written under
   * @param roundMilliseconds how long a round lasts while very many write; 0 where a commit is not over at once
   */
  constructor(append: AppendUpdates, now: () => string, roundMilliseconds: number) {
    this.#append = append
    this.#now = now
    this.#gathering = new Gathering(roundMilliseconds, () => this.#flush())
  }

  get gathering(): Pick<Gathering, 'heard' | 'somebodyElse'> {
    return this.#gathering
  }

  /** Says that one more update waits in this room. */
  add(room: CommittingRoom): void {
    this.#rooms.add(room)
    this.#waiting++
    if (this.#busy || this.#gathering.ends()) return
    if (this.#waiting >= fullBatch) void this.#flush()
    else if (this.#timer === undefined) this.#flushIn(this.#tick)
  }

  #flushIn(milliseconds: number): void {
    this.#timer = setTimeout(this.#flush, milliseconds)
  }

  readonly #flush = async (): Promise<void> => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#busy) return
    this.#busy = true
    const began = performance.now()
    const batch = new Map<CommittingRoom, WaitingDocument>()
    const now = this.#now()
    const rooms = this.#rooms
    this.#rooms = new Set()
    for (const room of rooms) {
      const waiting = room.take(now)
      if (waiting) batch.set(room, waiting)
    }
    for (const { from, milliseconds } of ticks) if (this.#waiting >= from) this.#tick = milliseconds
    this.#waiting = 0
    await this.#commit(batch)
    this.#busy = false
    // What gathered meanwhile has waited for a part of its time already.
    if (this.#rooms.size > 0 && !this.#gathering.ends())
      this.#flushIn(Math.max(0, this.#tick - (performance.now() - began)))
  }

  async #commit(batch: Map<CommittingRoom, WaitingDocument>): Promise<void> {
    if (batch.size === 0) return
    let appended: Appended
    try {
      appended = await this.#append([...batch.values()])
    } catch (error) {
      for (const room of batch.keys()) room.failed(error)
      return
    }
    for (const [room, { documentId }] of batch) {
      const outcome = appended.get(documentId)
      try {
        if (outcome === undefined) room.stateChanged()
        else if (typeof outcome === 'number') room.committed(outcome)
        else room.later(outcome)
      } catch (error) {
        room.failed(error)
      }
    }
  }
}
