/**
 * The short way for nearly all edits: letters that go on inside a text that is known to be one, and deletions there.
 * It says yes or "ask `checkUpdate`", never no; and it says yes only where that would say the same.
 */
import { limits } from '#domain/limits.ts'
import { Typing } from '#domain/sync/read-typing.ts'
import type { Known } from './check-update.ts'

export type PlainTyping = { readonly insertedCharacters: number; readonly deletedCharacters: number }

const typing = new Typing()
const counts = { insertedCharacters: 0, deletedCharacters: 0 }

/**
 * Notes an edit of this person in what is known, if it is plain typing.
 * @returns how much it writes (the same object each time), or undefined: then nothing was noted.
 */
export function takePlainTyping(update: Uint8Array, known: Known, personId: string): PlainTyping | undefined {
  if (!typing.read(update)) return undefined
  const { client, clock, letters } = typing
  if (clock + letters > limits.clock) return undefined
  if (letters > 0 && !mayGoOn(known, personId)) return undefined
  const deleted = deletedCharacters(known)
  if (deleted < 0 || (letters === 0 && deleted === 0)) return undefined
  if (letters > 0) {
    known.clocks.set(client, clock + letters)
    const text = known.texts.get(client)
    if (text?.end === clock) text.end = clock + letters
    else known.texts.set(client, { start: clock, end: clock + letters })
  }
  counts.insertedCharacters = letters
  counts.deletedCharacters = deleted
  return counts
}

/** The next letters of a client of this person, beside a neighbour that stands in a known text. */
function mayGoOn(known: Known, personId: string): boolean {
  const { client, clock, originClient, originClock, rightClient, rightClock } = typing
  if (known.clocks.get(client) !== clock || known.owners.get(client) !== personId) return false
  if (originClient >= 0 && originClock >= (known.clocks.get(originClient) ?? 0)) return false
  if (rightClient >= 0 && rightClock >= (known.clocks.get(rightClient) ?? 0)) return false
  // Between neighbours of one client only the document knows which stands first, unless the clocks say so.
  if (originClient >= 0 && originClient === rightClient && originClock >= rightClock) return false
  const text = known.texts.get(originClient >= 0 ? originClient : rightClient)
  const neighbour = originClient >= 0 ? originClock : rightClock
  return text !== undefined && neighbour >= text.start && neighbour < text.end
}

/** @returns -1 where something is deleted that is not known to be letters: a block may fall with it. */
function deletedCharacters(known: Known): number {
  const { deleted, deletions } = typing
  let sum = 0
  for (let at = 0; at < deletions; at += 3) {
    const from = deleted[at + 1] as number
    const length = deleted[at + 2] as number
    const text = known.texts.get(deleted[at] as number)
    if (text === undefined || length === 0 || from < text.start || from + length > text.end) return -1
    sum += length
  }
  return sum
}
