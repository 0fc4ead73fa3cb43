/**
 * What a room has accepted and not yet committed, in order: edits, and the answers that wait behind them. One batch is
 * on its way at a time. It pauses while the log of other servers is read into memory.
 */
import * as Y from 'yjs'
import type { WaitingDocument, WaitingUpdate } from '#db/queries/append-updates.ts'
import type { WaitingRescue } from '#db/queries/rescues.ts'
import type { Connection } from './connection.ts'

export type WaitingEdit = WaitingUpdate & {
  kind: 'edit'
  author: Connection | undefined
  frame: Uint8Array
  rescues?: WaitingRescue[]
}
type Wait = {
  kind: 'answer'
  run: (sequence: number) => void
  fail: (error: unknown) => void
  /** Its sequence must cover nothing that was accepted after it. */
  exact: boolean
}
export type Waiting = WaitingEdit | Wait
export type Batch = Pick<WaitingDocument, 'updates' | 'clients' | 'rescues'>

/** What was accepted and is not in the log: how many edits, and from which clock on those of each Yjs client. */
export type Uncommitted = { edits: number; from: ReadonlyMap<number, number> }

export class CommitQueue {
  readonly #wake: () => void
  #waiting: Waiting[] = []
  #onTheWay: Waiting[] = []
  #newClients = new Map<number, string>()
  #clientsOnTheWay = new Map<number, string>()
  #pauses = 0
  #since: string | undefined
  #landed: (() => void)[] = []

  /** @param wake says that something waits to be taken */
  constructor(wake: () => void) {
    this.#wake = wake
  }

  get empty(): boolean {
    return this.#waiting.length === 0 && this.#onTheWay.length === 0
  }

  /** What is accepted and not yet committed, and since when the oldest batch of it is tried. */
  get unsaved(): { bytes: number; since: string | undefined } {
    let bytes = 0
    for (const waiting of this.#all()) if (waiting.kind === 'edit') bytes += waiting.update.length
    return { bytes, since: this.#since }
  }

  /** @param newClients Yjs clients that are seen for the first time */
  add(edit: WaitingEdit, newClients?: number[]): void {
    if (newClients) for (const client of newClients) this.#newClients.set(client, edit.personId)
    this.#waiting.push(edit)
    this.#wake()
  }

  /** For a queue that is not empty: runs behind the commit of all that is in it. */
  answer(answer: Omit<Wait, 'kind'>): void {
    const behind = this.#waiting.length > 0 ? this.#waiting : this.#onTheWay
    behind.push({ kind: 'answer', ...answer })
  }

  /** @param now what the rows of the batch are written under */
  take(now: string): Batch | undefined {
    if (this.#pauses > 0 || this.#waiting.length === 0 || this.#onTheWay.length > 0) return undefined
    const end = endOfBatch(this.#waiting)
    this.#since ??= now
    this.#onTheWay = this.#waiting
    this.#waiting = this.#waiting.splice(end)
    const updates: WaitingUpdate[] = []
    const rescues: WaitingRescue[] = []
    for (const waiting of this.#onTheWay) {
      if (waiting.kind !== 'edit') continue
      waiting.createdAt = now
      updates.push(waiting)
      if (waiting.rescues) rescues.push(...waiting.rescues)
    }
    if (this.#newClients.size === 0) return { updates, clients: [], rescues }
    this.#clientsOnTheWay = this.#newClients
    this.#newClients = new Map()
    const firstSeenAt = now
    const clients = [...this.#clientsOnTheWay].map(([clientId, personId]) => ({ clientId, personId, firstSeenAt }))
    return { updates, clients, rescues }
  }

  /** @returns what was on its way and is committed now. */
  arrived(): Waiting[] {
    const done = this.#onTheWay
    this.#onTheWay = []
    this.#since = undefined
    this.#clientsOnTheWay.clear()
    this.#land()
    if (this.#waiting.length > 0) this.#wake()
    return done
  }

  /** What was on its way waits again, before all else; it is not taken before `until` ends. */
  async putBack(until: () => Promise<void>): Promise<void> {
    this.#waiting = [...this.#onTheWay, ...this.#waiting]
    this.#onTheWay = []
    this.#newClients = new Map([...this.#clientsOnTheWay, ...this.#newClients])
    this.#land()
    await this.#paused(until)
  }

  /** Runs `work` while nothing is on its way to the log, and nothing sets out. */
  async betweenBatches<T>(work: () => Promise<T>): Promise<T> {
    return this.#paused(async () => {
      while (this.#onTheWay.length > 0) await new Promise<void>((resolve) => this.#landed.push(resolve))
      return work()
    })
  }

  /** @returns all that was never committed. */
  drop(): Waiting[] {
    const lost = [...this.#all()]
    this.#onTheWay = []
    this.#waiting = []
    this.#land()
    return lost
  }

  uncommitted(): Uncommitted {
    const from = new Map<number, number>()
    let edits = 0
    for (const waiting of this.#all()) {
      if (waiting.kind !== 'edit') continue
      edits++
      for (const [client, clock] of Y.parseUpdateMeta(waiting.update).from) {
        from.set(client, Math.min(clock, from.get(client) ?? clock))
      }
    }
    return { edits, from }
  }

  *#all(): Iterable<Waiting> {
    yield* this.#onTheWay
    yield* this.#waiting
  }

  #land(): void {
    for (const resolve of this.#landed.splice(0)) resolve()
  }

  async #paused<T>(work: () => Promise<T>): Promise<T> {
    this.#pauses++
    try {
      return await work()
    } finally {
      this.#pauses--
      if (this.#pauses === 0 && this.#waiting.length > 0) this.#wake()
    }
  }
}

/** A batch ends before the first edit behind an exact answer: its last sequence is then the answer's. */
function endOfBatch(waiting: Waiting[]): number {
  let barrier = false
  for (const [index, one] of waiting.entries()) {
    if (one.kind === 'answer') barrier ||= one.exact
    else if (barrier) return index
  }
  return waiting.length
}
