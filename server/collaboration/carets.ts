/**
 * Who is here and where they write, never stored.
 *
 * One awareness id a socket: the first it uses that nobody else holds. Entries for other ids are dropped (a plain client
 * repeats what it heard of others). Name, colour and role come from the session, whatever the client says.
 * The newest word of each socket goes out at most every `pause`, to everybody; peers that do not keep up are left out.
 * A caret mostly moves with a key, so it waits a moment for that key's commit and rides along in the same write: alone
 * it would cost each peer another one. Its sender hears it again now and then, because a plain client's watchdog wants
 * to hear something every 30 seconds.
 */
import { limits } from '#domain/limits.ts'
import { personColour } from '#domain/sync/person-colour.ts'
import {
  type AwarenessEntry,
  closeCodes,
  encodeAwareness,
  encodeServerMessage,
  frameOf,
  readAwareness,
} from '#domain/sync/wire.ts'
import type { Connection } from './connection.ts'

const pauseMilliseconds = 80
/** How long a caret waits for company, and how soon after the last ones the next may ride along. */
const companyMilliseconds = 20
const ridesAfterMilliseconds = 40
const echoMilliseconds = 10_000

type Caret = { connection: Connection; clock: number; state: string; stamped: boolean; echoedAt: number }

export class Carets {
  readonly #carets = new Map<number, Caret>()
  readonly #ids = new Map<Connection, number>()
  readonly #peers: ReadonlySet<Connection>
  readonly #mayAnnounce: (clientId: number, personId: string) => boolean
  #changed = new Set<number>()
  #timer: NodeJS.Timeout | undefined
  #sentAt = 0

  /**
   * @param peers the room's connections, as they come and go
   * @param mayAnnounce whether a Yjs client is this person's; it stays theirs from then on
   */
  constructor(peers: ReadonlySet<Connection>, mayAnnounce: (clientId: number, personId: string) => boolean) {
    this.#peers = peers
    this.#mayAnnounce = mayAnnounce
  }

  /** @throws when the bytes are not an awareness message. */
  receive(connection: Connection, bytes: Uint8Array): void {
    for (const entry of readAwareness(bytes)) this.#hear(connection, entry)
    if (this.#changed.size > 0) this.#schedule()
  }

  #hear(connection: Connection, { clientId, clock, state }: AwarenessEntry): void {
    // A plain client repeats that somebody has gone: that is no word of its own.
    if (state === 'null' && !this.#carets.has(clientId)) return
    if (!this.#mayUse(connection, clientId, clock)) return
    const before = this.#carets.get(clientId)
    if (before && (clock < before.clock || (clock === before.clock && state !== 'null'))) return
    if (Buffer.byteLength(state) > limits.awareness) return
    this.#ids.set(connection, clientId)
    const echoedAt = before?.connection === connection ? before.echoedAt : -echoMilliseconds
    this.#carets.set(clientId, { connection, clock, state, stamped: false, echoedAt })
    this.#changed.add(clientId)
  }

  #mayUse(connection: Connection, clientId: number, clock: number): boolean {
    const own = this.#ids.get(connection)
    if (own !== undefined) return own === clientId
    if (!this.#mayAnnounce(clientId, connection.seat.personId)) return false
    const holder = this.#carets.get(clientId)
    if (!holder || !this.#peers.has(holder.connection)) return true
    // A page that came back while its old socket still hangs takes its id along once it has something newer to say.
    if (holder.connection.seat.personId !== connection.seat.personId || clock <= holder.clock) return false
    this.#ids.delete(holder.connection)
    return true
  }

  /** Everybody's word, for a newcomer. */
  greet(connection: Connection): void {
    if (connection.unread > limits.slowPeer) return
    const entries = [...this.#carets.keys()]
      .map((clientId) => this.#entry(clientId))
      .filter((entry) => entry !== undefined)
    if (entries.length > 0) connection.sendFrame(awarenessFrame(entries))
  }

  leave(connection: Connection): void {
    const clientId = this.#ids.get(connection)
    this.#ids.delete(connection)
    if (clientId === undefined) return
    const caret = this.#carets.get(clientId)
    if (caret?.connection !== connection) return
    this.#carets.set(clientId, { ...caret, state: 'null', stamped: true })
    this.#changed.add(clientId)
    this.#schedule()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    if (this.#timer) return
    const wait = Math.max(companyMilliseconds, this.#sentAt + pauseMilliseconds - performance.now())
    this.#timer = setTimeout(() => this.#send(), wait)
  }

  /** Edits go out to everybody now: carets that wait go with them. */
  ride(): void {
    if (this.#changed.size === 0 || performance.now() - this.#sentAt < ridesAfterMilliseconds) return
    clearTimeout(this.#timer)
    this.#send()
  }

  #send(): void {
    this.#timer = undefined
    this.#sentAt = performance.now()
    const changed = this.#changed
    this.#changed = new Set()
    const entries: AwarenessEntry[] = []
    for (const clientId of changed) {
      const entry = this.#entry(clientId)
      if (entry) entries.push(entry)
      if (entry?.state === 'null') this.#carets.delete(clientId)
    }
    const [only] = entries
    if (!only) return
    const frame = awarenessFrame(entries)
    const deaf = entries.length === 1 ? this.#heardItself(only.clientId) : undefined
    for (const peer of this.#peers) if (peer !== deaf && peer.unread <= limits.slowPeer) peer.sendFrame(frame)
  }

  /** @returns the sender of this word, if it need not hear it once more. */
  #heardItself(clientId: number): Connection | undefined {
    const caret = this.#carets.get(clientId)
    if (!caret) return undefined
    if (this.#sentAt - caret.echoedAt < echoMilliseconds) return caret.connection
    caret.echoedAt = this.#sentAt
    return undefined
  }

  /** A client's word with the session's name on it; only the newest word is ever read. */
  #entry(clientId: number): AwarenessEntry | undefined {
    const caret = this.#carets.get(clientId)
    if (!caret) return undefined
    if (!caret.stamped) {
      const state = stamp(caret.state, caret.connection)
      if (state === undefined) {
        this.#carets.delete(clientId)
        return caret.connection.close(closeCodes.malformed, 'awareness is not JSON')
      }
      caret.state = state
      caret.stamped = true
    }
    return { clientId, clock: caret.clock, state: caret.state }
  }
}

function stamp(state: string, { seat }: Connection): string | undefined {
  try {
    const said: unknown = JSON.parse(state)
    if (typeof said !== 'object' || said === null) return 'null'
    const colour = personColour(seat.personId)
    return JSON.stringify({ ...said, user: { id: seat.personId, name: seat.name, role: seat.role, color: colour } })
  } catch {
    return undefined
  }
}

function awarenessFrame(entries: AwarenessEntry[]): Uint8Array {
  return frameOf(encodeServerMessage({ kind: 'awareness', awareness: encodeAwareness(entries) }))
}
