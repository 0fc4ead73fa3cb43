/**
 * The other servers of a product on PostgreSQL. Any of them may have the same document open, and each is right:
 *
 *  - who commits says so (`NOTIFY` with ids only), and who has the document open follows the log from where it is;
 *  - because such a word may be lost, every second one query asks where the open documents stand;
 *  - an append to a document that another server wrote to meanwhile is not taken: it follows first;
 *  - a freeze holds all servers; a change of rights is told to all.
 *
 * On SQLite there is one process, and none of this happens.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { OpenDatabase } from '#db/database.ts'
import { holdDocuments } from '#db/hold-documents.ts'
import { PostgresEar } from '#db/postgres-ear.ts'
import { findHeads, findNews, tellServers } from '#db/queries/follow-updates.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../new-id.ts'
import { Coalesced } from './coalesced.ts'
import type { Pace } from './pace.ts'
import type { AccessChange } from './recheck-access.ts'
import type { Room } from './room.ts'

const channel = 'fieldfolio'
const idsInOneWord = 100
const heldPause = 50

/** What servers tell each other: ids, and how far a document's log has come. */
type Word = { from: string; committed?: [documentId: string, sequence: number][]; access?: AccessChange }

type Needs = {
  rooms: ReadonlyMap<string, Room>
  /** Another server changed rights, or one of its documents was closed or opened for writing. */
  accessChanged: (change: AccessChange) => void
}

export class Nodes {
  readonly #name = newId()
  readonly #pool: OpenDatabase['pool']
  readonly #url: string
  readonly #logger: AppContext['logger']
  readonly #needs: Needs
  readonly #following = new WeakMap<Room, Coalesced>()
  readonly #telling: Coalesced
  readonly #asking: Coalesced
  #untold = new Map<string, number>()
  #ear: PostgresEar | undefined
  #poll: NodeJS.Timeout | undefined
  #away = false

  constructor({ database, logger }: Pick<AppContext, 'database' | 'logger'>, pace: Pace, needs: Needs) {
    this.#pool = database.pool
    this.#url = database.url
    this.#logger = logger
    this.#needs = needs
    this.#telling = new Coalesced(() => this.#tell())
    this.#asking = new Coalesced(() => this.#ask())
    if (!this.#pool) return
    this.#ear = new PostgresEar(
      this.#url,
      channel,
      (words) => this.#hear(words),
      () => this.#look(),
    )
    this.#poll = setInterval(() => this.#look(), pace.askEvery)
    this.#poll.unref()
  }

  /** Whether the log cannot be followed just now. */
  get away(): boolean {
    return this.#away
  }

  /** Tells the others that a room's document has new rows. */
  committed({ documentId, document }: Room): void {
    if (!this.#pool || !document) return
    this.#untold.set(documentId, document.sequence)
    this.#telling.run().catch(() => {})
  }

  /** Tells the others that rights have changed. What is lost on the way, the re-check of every socket finds. */
  accessChanged(access: AccessChange): void {
    if (this.#pool) this.#say({ from: this.#name, access }).catch(() => {})
  }

  /** Ends when everything that was committed before this call, by whomever, is in the room's memory. */
  async catchUp(room: Room): Promise<void> {
    const pool = this.#pool
    if (!pool) return
    const known = this.#following.get(room)
    const following =
      known ?? new Coalesced(() => room.follow((epoch, after) => findNews(pool, room.documentId, epoch, after)))
    if (!known) this.#following.set(room, following)
    await following.run()
  }

  /** Ends when a room may try again what the log did not take. */
  async mayRetry(room: Room, why: 'behind' | 'held'): Promise<void> {
    if (why === 'held') await pause(heldPause * (0.5 + Math.random()), undefined, { ref: false })
    else await this.catchUp(room)
  }

  /** Keeps other servers from appending to these documents until `release`. */
  async hold(documentIds: string[]): Promise<{ release: () => Promise<void> }> {
    if (!this.#pool || documentIds.length === 0) return { release: async () => {} }
    try {
      return await holdDocuments(this.#url, documentIds)
    } catch (error) {
      this.#logger.warn({ err: error, documentIds }, 'documents could not be held on all servers')
      throw new Refusal('unavailable', 'This page could not be saved just now. Try again in a moment.')
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#poll)
    await this.#ear?.close()
    await this.#telling.run().catch(() => {})
  }

  #hear(words: string): void {
    const { from, committed = [], access } = read(words)
    if (from === this.#name) return
    if (access) this.#needs.accessChanged(access)
    for (const [documentId, sequence] of committed) {
      const room = this.#needs.rooms.get(documentId)
      if (room?.document && room.document.sequence < sequence) this.#followSoon(room)
    }
  }

  async #tell(): Promise<void> {
    const committed = [...this.#untold]
    this.#untold = new Map()
    for (let at = 0; at < committed.length; at += idsInOneWord) {
      await this.#say({ from: this.#name, committed: committed.slice(at, at + idsInOneWord) })
    }
  }

  async #say(word: Word): Promise<void> {
    if (this.#pool) await tellServers(this.#pool, channel, JSON.stringify(word))
  }

  #look(): void {
    this.#asking.run().then(
      () => {
        this.#away = false
      },
      (error) => {
        if (!this.#away) this.#logger.warn({ err: error }, 'the log of live documents cannot be followed just now')
        this.#away = true
      },
    )
  }

  async #ask(): Promise<void> {
    const rooms = new Map([...this.#needs.rooms].filter(([, room]) => room.document))
    if (!this.#pool || rooms.size === 0) return
    for (const { documentId, state, sequence } of await findHeads(this.#pool, [...rooms.keys()])) {
      const room = rooms.get(documentId)
      if (!room?.document) continue
      if (sequence > room.document.sequence) this.#followSoon(room)
      const open = state === 'open'
      if (open === room.document.open || room.state.kind === 'frozen') continue
      room.document.open = open
      this.#needs.accessChanged({ documentId })
    }
  }

  #followSoon(room: Room): void {
    this.catchUp(room).catch(() => {}) // the next look finds it behind again
  }
}

function read(words: string): Word {
  try {
    return JSON.parse(words) as Word
  } catch {
    return { from: '' }
  }
}
