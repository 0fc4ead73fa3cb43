import { limits } from '#domain/limits.ts'
import type { ClientMessage } from '#domain/sync/wire.ts'
import type { Connection } from './connection.ts'

/** What a letter costs beside its bytes. */
const besides = 200

/** Letters that wait while a document is frozen for a moment, in their order. */
export class HeldLetters {
  #letters: [Connection, ClientMessage][] = []
  readonly #bytes = new Map<Connection, number>()
  #all = 0

  /** @returns whose letters were given up to make room: it comes back later and sends them again. */
  hold(connection: Connection, message: ClientMessage): Connection | undefined {
    const bytes =
      besides + ('update' in message ? message.update.length : 'vector' in message ? message.vector.length : 0)
    this.#letters.push([connection, message])
    this.#bytes.set(connection, (this.#bytes.get(connection) ?? 0) + bytes)
    this.#all += bytes
    if (this.#all <= limits.heldWhileFrozen) return undefined
    const [loudest = connection, most = 0] = [...this.#bytes].sort((a, b) => b[1] - a[1])[0] ?? []
    this.#letters = this.#letters.filter(([one]) => one !== loudest)
    this.#bytes.delete(loudest)
    this.#all -= most
    return loudest
  }

  /** Everything that waits, for the time afterwards. */
  release(): [Connection, ClientMessage][] {
    return this.#letters
  }
}
