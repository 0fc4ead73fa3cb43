/**
 * People with the real editor (without a window) around the server's real memory of a document. Letters travel only when
 * a test says so, so that every order of arrival can be played.
 */
import * as Y from 'yjs'
import type { WaitingRescue } from '#db/queries/rescues.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { checkUpdate } from '#server/collaboration/check-update.ts'
import { takePlainTyping } from '#server/collaboration/plain-typing.ts'
import { RescueRows } from '#server/collaboration/rescue-rows.ts'
import type { RoomMemory } from '#server/collaboration/room-memory.ts'
import { Writer } from '#tests/app/editor/support/writer.ts'
import { StoredPage } from './stored-page.ts'

export class Seat extends Writer {
  readonly personId: string
  /** Written here and not sent yet; committed by the server and not received yet. */
  out: Uint8Array[] = []
  incoming: Uint8Array[] = []
  offline = false

  constructor(personId: string, clientId: number, seed: Uint8Array) {
    super(clientId, seed)
    this.personId = personId
    this.document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') this.out.push(update)
    })
  }
}

export class WritingTable {
  memory: RoomMemory
  readonly seats: Seat[]
  readonly rescues = new Map<string, WaitingRescue>()
  readonly #stored: StoredPage
  #rows = this.#noRows()
  #nextClient = 1_000
  #now = Date.parse('2027-02-01T10:00:00Z')

  constructor(seed: Uint8Array, ...people: string[]) {
    this.#stored = new StoredPage(seed)
    this.memory = this.#stored.load()
    this.seats = people.map((person, index) => new Seat(person, 10 * (index + 1), seed))
  }

  /** Sends the oldest waiting edits of a seat. */
  send(seat: Seat, count = seat.out.length): void {
    if (seat.offline) return
    for (const update of seat.out.splice(0, count)) this.#receive(seat, update, false)
  }

  /** Delivers the oldest waiting edits of others to a seat. */
  deliver(seat: Seat, count = seat.incoming.length): void {
    for (const update of seat.incoming.splice(0, count)) Y.applyUpdate(seat.document, update, 'network')
  }

  leave(seat: Seat): void {
    seat.offline = true
    seat.incoming = []
    this.memory.late.leave(seat.personId)
    this.#stored.note(this.memory)
  }

  /** All lines break, and nothing is left but what is stored: of a killed server, or of a room that was given up. */
  restart(how: 'killed' | 'given up'): void {
    for (const seat of this.seats) {
      if (!seat.offline && how === 'given up') this.memory.late.leave(seat.personId)
      seat.offline = true
      seat.incoming = []
    }
    if (how === 'killed') this.#stored.kill(this.memory)
    else this.#stored.giveUp(this.memory)
    this.memory = this.#stored.load()
    this.#rows = this.#noRows()
  }

  /** Another page of the same person, from what the device has, that is not connected yet. */
  sitAnew(seat: Seat, state: Uint8Array): Seat {
    const next = new Seat(seat.personId, this.#nextClient++, state)
    next.offline = true
    this.seats[this.seats.indexOf(seat)] = next
    return next
  }

  /**
   * A connection that returns: what was never called saved as it was written, then the sync.
   * @param options.edits what was never called saved, when that is more than what has not left
   * @param options.reloaded it comes with its state and nothing else, as a plain client does
   */
  join(seat: Seat, { reloaded = false, edits }: { reloaded?: boolean; edits?: Uint8Array[] } = {}): void {
    seat.offline = false
    this.memory.late.arrive(seat.personId, this.#stored.unreadOf(seat.personId))
    this.memory.greeting()
    if (reloaded || edits) seat.out = edits ?? []
    const vector = Y.encodeStateVector(seat.document)
    this.send(seat)
    const missing = Y.encodeStateAsUpdate(seat.document, this.memory.vector)
    const answer = this.memory.answer(vector)
    this.#receive(seat, missing, true)
    Y.applyUpdate(seat.document, answer, 'network')
  }

  /** Lets everything arrive everywhere. */
  settle(): void {
    for (const seat of this.seats) if (seat.offline) this.join(seat)
    while (this.seats.some((seat) => seat.out.length + seat.incoming.length > 0)) {
      for (const seat of this.seats) this.send(seat)
      for (const seat of this.seats) this.deliver(seat)
    }
  }

  wait(milliseconds: number): void {
    this.#now += milliseconds
  }

  /** The text of each block as the server has it. */
  get lines(): string[] {
    const document = new Y.Doc()
    Y.applyUpdate(document, this.memory.state())
    const lines: string[] = []
    const visit = (node: { type: string; text?: string; content?: (typeof node)[] }) => {
      if (node.type === 'paragraph') lines.push((node.content ?? []).map(({ text = '' }) => text).join(''))
      else for (const child of node.content ?? []) visit(child)
    }
    visit(readContent(document).page)
    return lines
  }

  get doubled(): string[] {
    return [...this.rescues.values()].flatMap(({ kind, text }) => (kind === 'doubled' ? [text] : []))
  }

  get rescued(): string[] {
    return [...this.rescues.values()].flatMap(({ kind, text }) => (kind === 'doubled' ? [] : [text]))
  }

  #receive(seat: Seat, update: Uint8Array, wholeState: boolean): void {
    const { memory } = this
    if (!wholeState && takePlainTyping(update, memory.known, seat.personId)) {
      memory.add(update)
      this.#commit(seat, update)
      return
    }
    let verdict = checkUpdate(update, memory.known, seat.personId, wholeState)
    if (verdict.kind === 'perhaps-nothing') verdict = memory.deletesNothing(update) ? { kind: 'nothing' } : verdict.news
    if (verdict.kind === 'nothing') {
      if (wholeState) memory.late.returned(seat.personId)
      return
    }
    if (verdict.kind !== 'news') throw new Error(`the server says ${verdict.kind}`)
    if (verdict.structural) {
      const problem = memory.acceptIfSound(update, verdict, seat.personId)
      if (problem) throw new Error(`the server refuses: ${problem}`)
    } else memory.accept(update, verdict)
    for (const client of verdict.newClients) memory.known.owners.set(client, seat.personId)
    const now = new Date(this.#now).toISOString()
    for (const row of this.#rows.add(verdict, now)) this.#layAside(row)
    this.#commit(seat, update)
  }

  /** The longer one stays, as in the database. */
  #layAside(row: WaitingRescue): void {
    const before = this.rescues.get(row.id)
    if (!before || before === row || row.text.length > before.text.length) this.rescues.set(row.id, row)
  }

  #noRows(): RescueRows {
    return new RescueRows('page', (client) => this.memory.known.owners.get(client))
  }

  #commit(author: Seat, update: Uint8Array): void {
    this.#stored.commit(update, new Date(this.#now).toISOString())
    this.#stored.note(this.memory)
    for (const other of this.seats) if (other !== author && !other.offline) other.incoming.push(update)
  }
}
