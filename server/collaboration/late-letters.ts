/**
 * What somebody may not have read before their connection ended. A page that comes back with one whole state lists all
 * that is deleted there, also a colleague's letters that fell on it into a block whose deletion we had not heard of. So
 * what others wrote in the last moments before it left counts as not read: at worst a deletion by choice is laid aside.
 */
import * as Y from 'yjs'

const moments = 30_000
const mostPeople = 200

type Picture = { at: number; vector: Uint8Array }

export class LateLetters {
  /** The document as it was a while ago, and as it was after that. */
  #before: Picture | undefined
  #newest: Picture | undefined
  #left: Map<string, Uint8Array> | undefined
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Call it now and then; it asks for the state vector when the newest one is old. */
  look(vector: () => Uint8Array): void {
    const at = this.#now()
    if (this.#newest && at - this.#newest.at < moments) return
    this.#before = this.#newest
    this.#newest = { at, vector: vector() }
  }

  leave(personId: string): void {
    const was = this.#newest && this.#now() - this.#newest.at >= moments ? this.#newest : (this.#before ?? this.#newest)
    if (!was) return
    this.#left ??= new Map()
    this.#left.delete(personId)
    this.#left.set(personId, was.vector)
    if (this.#left.size > mostPeople) this.#left.delete(this.#left.keys().next().value!)
  }

  /** Which letters of others a whole state of this person may name without a choice. */
  unreadBy(personId: string, owners: ReadonlyMap<number, string | null>) {
    const vector = this.#left?.get(personId)
    const read = vector && Y.decodeStateVector(vector)
    return (
      read && ((client: number, clock: number) => clock >= (read.get(client) ?? 0) && owners.get(client) !== personId)
    )
  }

  /** Their whole state has come in. */
  returned(personId: string): void {
    this.#left?.delete(personId)
  }
}
