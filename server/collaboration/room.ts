/**
 * One live document.
 *
 *   loading --> live <--> frozen          loading --> gone   the load failed; the next one to come tries again
 *                |  ^                     live, frozen, closing --> gone   a commit failed: all is read anew
 *                v  |
 *              closing --> gone           nobody is left; who comes meanwhile finds the room live again
 *
 * Every letter of a socket is taken in its order. An edit is checked, accepted into memory and waits for its commit;
 * then it goes to the others. Answers (`step-2`, `saved`) go behind the commit of everything accepted before them.
 * While frozen, letters wait in their order and are taken when the room is live again.
 */
import type { WaitingDocument } from '#db/queries/append-updates.ts'
import type { News } from '#db/queries/follow-updates.ts'
import { type ClientMessage, type CloseCode, closeCodes } from '#domain/sync/wire.ts'
import { Carets } from './carets.ts'
import type { News as EditNews } from './check-update.ts'
import { CommitQueue } from './commit-queue.ts'
import type { CommittingRoom } from './committer.ts'
import type { Connection, Receiver } from './connection.ts'
import { editFrame } from './edit-frame.ts'
import { followNews } from './follow-news.ts'
import { HeldLetters } from './held-letters.ts'
import type { LiveDocument } from './live-document.ts'
import { type Answer, receiveEdit, receiveTyping } from './receive-edit.ts'
import { RescueRows } from './rescue-rows.ts'
import { savedFrame } from './saved-frame.ts'

export type RoomState =
  | { kind: 'loading'; ready: Promise<void> }
  | { kind: 'live'; document: LiveDocument }
  | { kind: 'frozen'; document: LiveDocument; held: HeldLetters }
  | { kind: 'closing'; document: LiveDocument }
  | { kind: 'gone' }

export type RoomNeeds = {
  now: () => string
  /** A socket said something. */
  heard: () => void
  /** Something was accepted and waits for its commit. */
  waits: (room: CommittingRoom) => void
  /** Something was committed: projection and compaction may follow. */
  changed: (room: Room) => void
  /** Another server's edits came in: their projection is its task first. */
  followed: (room: Room) => void
  /** Ends when what the log did not take may be tried again. */
  later: (room: Room, why: 'behind' | 'held') => Promise<void>
  empty: (room: Room) => void
  ended: (room: Room, error: unknown) => void
}

export type AcceptedEdit = { news: EditNews; update: Uint8Array; personId: string; connectionId: string }

export class Room implements CommittingRoom, Receiver {
  readonly documentId: string
  state: RoomState
  readonly connections = new Set<Connection>()
  readonly carets: Carets
  /** There are committed edits that the projection does not have yet. */
  unprojected = false
  /** People on their way in, and work that needs the room open. */
  guests = 0
  readonly #needs: RoomNeeds
  readonly #queue: CommitQueue
  readonly #rescues: RescueRows

  constructor(documentId: string, load: Promise<LiveDocument>, needs: RoomNeeds) {
    this.documentId = documentId
    this.#needs = needs
    this.#rescues = new RescueRows(documentId, (client) => this.document?.memory.known.owners.get(client))
    this.#queue = new CommitQueue(() => needs.waits(this))
    this.carets = new Carets(this.connections, (mark, who) => this.document?.announced.announce(mark, who) ?? false)
    const ready = load.then(
      (document) => {
        if (this.state.kind !== 'loading') throw new Error('the room was closed while it was loaded')
        this.state = { kind: 'live', document }
        if (!document.behind) return
        this.unprojected = true
        needs.changed(this)
      },
      (error) => {
        this.state = { kind: 'gone' }
        needs.ended(this, error)
        throw error
      },
    )
    this.state = { kind: 'loading', ready }
  }

  get document(): LiveDocument | undefined {
    return 'document' in this.state ? this.state.document : undefined
  }

  enter(connection: Connection): undefined {
    const { document } = this
    if (!document) return connection.close(closeCodes.overloaded, 'try again')
    this.connections.add(connection)
    connection.begin(this)
    connection.send({ kind: 'step-1', vector: document.memory.greeting() })
    this.carets.greet(connection)
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.carets.leave(connection)
    this.document?.memory.late.leave(connection.seat.personId)
    if (this.connections.size === 0) this.#needs.empty(this)
  }

  receive(connection: Connection, message: ClientMessage): undefined {
    this.#needs.heard()
    if (message.kind === 'awareness' || message.kind === 'query-awareness')
      return this.#receiveCaret(connection, message)
    const { state } = this
    if (state.kind === 'frozen') {
      state.held.hold(connection, message)?.close(closeCodes.overloaded, 'too much at once: it is tried again')
    } else if (state.kind === 'live') this.#take(connection, message, state.document)
  }

  #receiveCaret(connection: Connection, message: ClientMessage): undefined {
    try {
      if (message.kind === 'awareness') this.carets.receive(connection, message.awareness)
      else this.carets.greet(connection)
    } catch {
      connection.close(closeCodes.malformed, 'not an awareness message')
    }
  }

  #take(connection: Connection, message: ClientMessage, document: LiveDocument): undefined {
    if (connection.dismissed) return
    if (message.kind === 'step-1') {
      if (!connection.wholeStates.take()) return connection.close(closeCodes.tooFast, 'too many sync requests')
      let frame: Uint8Array
      try {
        frame = document.memory.answerFrame(message.vector)
      } catch {
        return connection.close(closeCodes.malformed, 'not a state vector')
      }
      this.#answer(() => connection.sendState(frame))
    } else if (message.kind === 'step-2' || message.kind === 'update') {
      const typed = message.kind === 'update' ? receiveTyping(connection, message.update, document) : undefined
      if (typed) this.#queue.add(typed)
      else this.#perform(connection, receiveEdit(connection, message.update, document, message.kind === 'step-2'))
    } else if (message.kind === 'saved?') {
      connection.asks = true
      if (connection.refusal) connection.send({ kind: 'refused', ...connection.refusal })
      else if (connection.gap) connection.gap.nonce = message.nonce
      else this.#answerSaved(connection, message.nonce)
    }
  }

  #perform(connection: Connection, answer: Answer): void {
    if (answer.kind === 'accepted') {
      const { personId } = connection.seat
      const edit = { news: answer.news, update: answer.update, personId, connectionId: connection.id }
      this.keep(edit, connection, answer.keep)
    }
    if (answer.healed && connection.gap) {
      const { nonce } = connection.gap
      connection.gap = undefined
      connection.gaps = 0
      if (nonce !== undefined) this.#answerSaved(connection, nonce)
    }
  }

  /** Takes an edit that was accepted: it waits for its commit, and then goes to everybody but its author. */
  keep(edit: AcceptedEdit, author?: Connection, intoMemory?: (bytes: Uint8Array) => void): void {
    const framed = editFrame(edit.update)
    intoMemory?.(framed.update)
    const { personId, connectionId } = edit
    for (const client of edit.news.newClients) this.document?.memory.known.owners.set(client, personId)
    const { insertedCharacters, deletedCharacters, newClients } = edit.news
    const counts = { insertedCharacters, deletedCharacters }
    const createdAt = this.#needs.now()
    const rescues = this.#rescues.add(edit.news, createdAt)
    const row = { personId, connectionId, ...counts, createdAt, ...framed }
    this.#queue.add({ kind: 'edit', author, ...row, rescues }, newClients)
  }

  #answerSaved(connection: Connection, nonce: number): void {
    const asked = performance.now()
    this.#answer((sequence) => {
      connection.sendFrame(savedFrame(nonce, sequence))
      connection.live.acknowledged.observe((performance.now() - asked) / 1000)
    })
  }

  /** Runs behind the commit of everything that was accepted until now. */
  #answer(run: (sequence: number) => void, fail: (error: unknown) => void = () => {}, exact = false): void {
    const { document } = this
    if (!document) fail(new Error('the room is gone'))
    else if (this.#queue.empty) run(document.sequence)
    else this.#queue.answer({ run, fail, exact })
  }

  /**
   * @returns the sequence that covers everything accepted until now, and nothing later, once it is committed: what is
   * read of memory at this moment may be written down under it, and the log given up to it.
   */
  settled(): Promise<number> {
    return new Promise((resolve, reject) => this.#answer(resolve, reject, true))
  }

  take(now: string): WaitingDocument | undefined {
    const { document, documentId } = this
    const batch = document && this.#queue.take(now)
    if (!batch) return undefined
    return { documentId, epoch: document.epoch, sequence: document.sequence, ...batch }
  }

  committed(sequence: number): void {
    const { document } = this
    if (document) document.sequence = sequence
    const done = this.#queue.arrived()
    if (!document) return
    for (const waiting of done) {
      if (waiting.kind === 'answer') waiting.run(sequence)
      else {
        document.rows++
        document.rowBytes += waiting.update.length
        for (const peer of this.connections) if (peer !== waiting.author) peer.sendFrame(waiting.frame)
      }
    }
    this.carets.ride()
    this.#rescues.tell(done, this.connections)
    this.unprojected = true
    this.#needs.changed(this)
  }

  /** The log takes what is on its way after something else has happened; in memory it stays. */
  later(why: 'behind' | 'held'): void {
    this.#queue.putBack(() => this.#needs.later(this, why)).catch((error) => this.failed(error))
  }

  /** Reads into memory, and sends to everybody here, what other servers have committed; `find` looks after a sequence. */
  async follow(find: (epoch: number, after: number) => Promise<News>): Promise<void> {
    await this.#queue.betweenBatches(async () => {
      const before = this.document
      if (!before) return
      const news = await find(before.epoch, before.sequence)
      const { document } = this
      if (document !== before) return
      try {
        if (!followNews(document, news, this.#queue.uncommitted(), this.connections)) return
        this.unprojected = true
        this.#needs.followed(this)
      } catch (error) {
        // What was accepted here clashes with the log: it is read anew, and the clients send again what they have.
        this.failed(error)
      }
    })
  }

  /** The log did not take what was waiting, because the document is frozen or was replaced: memory is ahead of it. */
  stateChanged(): void {
    this.#end(closeCodes.roleChanged, 'this document was closed for writing', new Error('document is not open'))
  }

  failed(error: unknown): void {
    this.#end(closeCodes.overloaded, 'could not be saved; it is tried again', error)
  }

  #end(code: CloseCode, reason: string, error: unknown): void {
    const lost = this.#queue.drop()
    this.dispose()
    for (const waiting of lost) if (waiting.kind === 'answer') waiting.fail(error)
    for (const connection of this.connections) connection.close(code, reason)
    this.#needs.ended(this, error)
  }

  get unsaved(): { bytes: number; since: string | undefined } {
    return this.#queue.unsaved
  }

  dispose(): void {
    this.document?.memory.forget()
    this.state = { kind: 'gone' }
    this.carets.stop()
  }

  /** Letters wait from now on. */
  freeze(): void {
    if (this.state.kind === 'live') {
      this.state = { kind: 'frozen', document: this.state.document, held: new HeldLetters() }
    }
  }

  /** Letters go on; or, where the document was closed for writing meanwhile, writers come back as readers. */
  thaw(open: boolean): void {
    if (this.state.kind !== 'frozen') return
    const { document, held } = this.state
    document.open = open
    this.state = { kind: 'live', document }
    for (const [connection, message] of held.release()) this.receive(connection, message)
    if (open) return
    for (const connection of this.connections) {
      if (connection.seat.mayWrite) connection.close(closeCodes.roleChanged, 'handed in: open it again to read')
    }
  }
}
