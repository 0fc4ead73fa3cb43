/**
 * A block that is moved, wrapped, split or joined is, to Yjs, text that is deleted here and typed anew there. This is the
 * memory of which letters are such copies, so that a letter keeps its identity: whoever deletes the original has chosen
 * to delete the copy, and the author of the original is the author of the copy.
 */
import * as Y from 'yjs'
import type { Letters } from './letters.ts'
import { Stretches } from './stretches.ts'

export type Copy = { client: number; start: number; end: number; fromClient: number; fromStart: number }
export type Id = { client: number; clock: number }

const mostCopies = 4_000
/** Fewer equal letters than these are chance, unless they are the whole of what was written. */
const least = 4
/** So many letters are searched for one update; beyond that, what looks like a copy counts as typed. */
const mostSearched = 30_000_000

export class TextCopies {
  #copies: Copy[] = []
  #byClient = new Map<number, Copy[]>()

  keep(copies: Copy[]): void {
    this.#copies.push(...copies)
    if (this.#copies.length > mostCopies) this.#copies = this.#copies.slice(-mostCopies / 2)
    if (copies.length > 0) this.#byClient = Map.groupBy(this.#copies, ({ client }) => client)
  }

  /** The letter itself, what it is a copy of, what that is a copy of, and so on to what somebody typed. */
  *chain(id: Id): Iterable<Id> {
    let at: Id | undefined = id
    for (let steps = 0; at && steps < 100; steps++) {
      yield at
      at = this.#originalOf(at)
    }
  }

  /** Every other copy of a stretch of letters. */
  copiesOf(client: number, start: number, end: number): Copy[] {
    return this.#copies.filter(
      (copy) => copy.fromClient === client && copy.fromStart < end && start < copy.fromStart + copy.end - copy.start,
    )
  }

  #originalOf({ client, clock }: Id): Id | undefined {
    const copy = this.#byClient.get(client)?.findLast((one) => one.start <= clock && clock < one.end)
    return copy && { client: copy.fromClient, clock: copy.fromStart + clock - copy.start }
  }
}

/** A copy seen from the other side: the letters that it was made of. */
export const turned = ({ client, start, end, fromClient, fromStart }: Copy): Copy => ({
  client: fromClient,
  start: fromStart,
  end: fromStart + end - start,
  fromClient: client,
  fromStart: start,
})

/** Whether a copy came to a place that is gone. */
export function isDead(store: Y.Doc['store'], { client, start }: Copy): boolean {
  return (Y.getItem(store, Y.createID(client, start)) as Y.Item | Y.GC).deleted
}

/** Which of these copies a letter is. */
export function copyFinder(copies: Copy[]): (client: number, clock: number) => Copy | undefined {
  const found = new Stretches<Copy>()
  for (const copy of copies.toSorted((a, b) => a.start - b.start)) found.add(copy.client, copy.start, copy.end, copy)
  return (client, clock) => found.find(client, clock)
}

/**
 * Finds which inserted letters are copies of letters that the same update took away elsewhere.
 * @param removed each text that lost letters: what it lost, in its order
 * @param surely from how many letters on an equal stretch counts; a whole insertion counts when `whole` says so
 */
export function findCopies(inserted: (Letters & { whole: boolean })[], removed: Letters[][], surely = least): Copy[] {
  const sources = removed.map((letters) => ({ letters, text: letters.map(({ text }) => text).join(''), cursor: 0 }))
  const copies: Copy[] = []
  let searched = 0
  for (const { client, clock, text, whole } of inserted) {
    for (let at = 0; at < text.length && searched < mostSearched; ) {
      let taken = 0
      for (const source of sources) {
        searched += source.text.length
        const found = longestAt(text, at, source)
        const enough = found && (found.length >= surely || (whole && found.length === text.length))
        if (!found || !enough) continue
        copies.push(...copiesFrom(source.letters, found.position, found.length, client, clock + at))
        source.cursor = found.position + found.length
        taken = found.length
        break
      }
      at = taken > 0 ? at + taken : nextWord(text, at)
    }
  }
  return copies
}

function longestAt(text: string, at: number, source: { text: string; cursor: number }) {
  const key = text.slice(at, at + least)
  const ahead = source.text.indexOf(key, source.cursor)
  const position = ahead >= 0 ? ahead : source.text.indexOf(key)
  if (position < 0) return undefined
  let length = key.length
  while (at + length < text.length && text[at + length] === source.text[position + length]) length++
  return { position, length }
}

function nextWord(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space < 0 ? text.length : space + 1
}

function copiesFrom(letters: Letters[], position: number, length: number, client: number, clock: number): Copy[] {
  const copies: Copy[] = []
  let passed = 0
  for (const source of letters) {
    const start = Math.max(position, passed)
    const end = Math.min(position + length, passed + source.text.length)
    if (start < end) {
      const first = clock + start - position
      const fromStart = source.clock + start - passed
      copies.push({ client, start: first, end: first + end - start, fromClient: source.client, fromStart })
    }
    passed += source.text.length
  }
  return copies
}
