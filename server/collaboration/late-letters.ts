/**
 * What somebody may not have read before their connection ended. A page that comes back with one whole state lists all
 * that is deleted there, also a colleague's letters that fell on it into a block whose deletion we had not heard of. So
 * what others wrote in the last moments before it left counts as not read: at worst a deletion by choice is laid aside.
 *
 * What this server knows of it by itself is here; what must outlive the room is written by `unread-keeper.ts`, read
 * where somebody knocks (`standings.ts`), and comes in again with them.
 */
import * as Y from 'yjs'
import type { StoredUnread } from '#db/queries/standings.ts'
import { rangesOf, type Stretch } from '#domain/sync/clock-ranges.ts'
import { joined, lettersBetween } from '#domain/sync/unread-letters.ts'

const moments = 30_000
const mostPeople = 200

type Clocks = ReadonlyMap<number, number>
type Owners = ReadonlyMap<number, string | null>
/** What stands in `vector` is read, but for the letters of an earlier leaving. */
type Left = { vector: Uint8Array; letters: Stretch[] }
type Picture = { at: number; vector: Uint8Array }
/** A server ended without a word: what was written in the moments before. */
type Ending = { sequence: number; letters: Stretch[]; noted: boolean }

/** Of whom something is to be written down, or is over. */
export type Leavings = { unread: Map<string, Stretch[]>; nothing: string[] }

export class LateLetters {
  /** The document as it was a while ago, and as it was after that. */
  #before: Picture | undefined
  #newest: Picture | undefined
  #pictured = -1
  #left: Map<string, Left> | undefined
  /** Who left since this was last written down. */
  #unwritten = new Map<string, Left>()
  /** Who is here, and has not said yet what they have; with what is stored of them and of everybody. */
  readonly #awaited = new Map<string, readonly StoredUnread[]>()
  /** Of whom a row is stored. */
  readonly #stored = new Set<string>()
  #ending: Ending | undefined
  #besideState = false
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Call it now and then; it asks for the state vector when the newest one is old. @returns whether it did */
  look(vector: () => Uint8Array): boolean {
    const at = this.#now()
    if (this.#newest && at - this.#newest.at < moments) return false
    this.#before = this.#newest
    this.#newest = { at, vector: vector() }
    return true
  }

  /** The same, unless the document is as it was at the last look: then that one stays, and grows old. */
  lookAfter(sequence: number, vector: () => Uint8Array): void {
    if (sequence !== this.#pictured && this.look(vector)) this.#pictured = sequence
  }

  get #longAgo(): Uint8Array | undefined {
    const newestIsOld = this.#newest && this.#now() - this.#newest.at >= moments
    return (newestIsOld ? this.#newest : (this.#before ?? this.#newest))?.vector
  }

  /** The server that had this document open before ended without a word. */
  serverEnded(sequence: number, letters: Stretch[]): void {
    if (letters.length > 0) this.#ending = { sequence, letters, noted: false }
  }

  /** @param stored what was stored of this person, and of everybody */
  arrive(personId: string, stored: readonly StoredUnread[]): void {
    if (stored.some((row) => row.personId === personId)) this.#stored.add(personId)
    this.#awaited.set(personId, stored)
  }

  leave(personId: string): void {
    const awaited = this.#awaited.get(personId)
    this.#awaited.delete(personId)
    const vector = this.#longAgo
    if (!vector) return
    // Who leaves before they said what they have is as they left before.
    const earlier = awaited && this.#left?.get(personId)
    const own = awaited?.filter((row) => row.personId === personId) ?? []
    const left = earlier ?? { vector, letters: own.flatMap(({ letters }) => JSON.parse(letters) as Stretch[]) }
    this.#unwritten.set(personId, left)
    this.#left ??= new Map()
    this.#left.delete(personId)
    this.#left.set(personId, left)
    if (this.#left.size > mostPeople) this.#left.delete(this.#left.keys().next().value!)
  }

  /** Which letters of others a whole state of this person may name without a choice. */
  unreadBy(personId: string, owners: Owners) {
    const awaited = this.#awaited.get(personId)
    const left = this.#left?.get(personId)
    // Also who is not known to have left: a dead line is noticed late, and not by every server.
    const vector = left?.vector ?? (awaited && this.#longAgo)
    if (!vector && !awaited) return undefined
    const read = vector && Y.decodeStateVector(vector)
    const kept = [
      ...(left?.letters ?? []),
      ...(awaited ?? []).flatMap(({ letters }) => JSON.parse(letters) as Stretch[]),
    ]
    if (awaited && this.#ending) kept.push(...this.#ending.letters)
    const stored = rangesOf(kept)
    return (client: number, clock: number) =>
      owners.get(client) !== personId &&
      ((read !== undefined && clock >= (read.get(client) ?? 0)) || stored.has(client, clock))
  }

  /** Their whole state has come in. */
  returned(personId: string): void {
    this.#left?.delete(personId)
    this.#awaited.delete(personId)
  }

  /** What others wrote in the moments before somebody left, of all who left since this was asked. */
  leavings(clocks: Clocks, owners: Owners): Leavings | undefined {
    if (this.#unwritten.size === 0) return undefined
    const between = new Map<Uint8Array, Stretch[]>()
    const found: Leavings = { unread: new Map(), nothing: [] }
    for (const [personId, { vector, letters: earlier }] of this.#unwritten) {
      let letters = between.get(vector)
      if (!letters) {
        letters = lettersBetween(Y.decodeStateVector(vector), clocks)
        between.set(vector, letters)
      }
      const others = joined([...earlier, ...letters].filter(([client]) => owners.get(client) !== personId))
      if (others.length > 0) {
        found.unread.set(personId, others)
        this.#stored.add(personId)
      } else if (this.#stored.delete(personId)) found.nothing.push(personId)
    }
    this.#unwritten = new Map()
    return found
  }

  /** How a server ended before: to be written down as soon as something new is, which would hide it. */
  ending(sequence: number): Pick<Ending, 'sequence' | 'letters'> | undefined {
    const ending = this.#ending
    if (!ending || ending.noted || sequence <= ending.sequence) return undefined
    ending.noted = true
    return ending
  }

  /** What is kept with a state that is written while people are here, or while it is not noted how a server ended. */
  besideState(clocks: Clocks, anybodyHere: boolean): Stretch[] {
    const was = anybodyHere ? this.#longAgo : undefined
    const now = was ? lettersBetween(Y.decodeStateVector(was), clocks) : []
    if (this.#ending && !this.#ending.noted) return [...this.#ending.letters, ...now]
    this.#besideState = now.length > 0
    return now
  }

  /** Everybody has left: what is kept with the state is needed no more. @returns whether something is */
  allLeft(): boolean {
    const was = this.#besideState
    this.#besideState = false
    return was
  }
}
