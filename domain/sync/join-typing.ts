/**
 * Keystrokes as fewer updates: letters that one writer typed one behind the other become one stretch. It says exactly
 * what they say, because Yjs itself keeps such letters as one item: the same client, clocks without a gap, each behind
 * the one before, all before the same neighbour.
 */
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding'
import { Typing } from './read-typing.ts'

type Stretch = {
  /** Where it stands among the joined updates. */
  place: number
  /** The client's next clock. */
  end: number
  rightClient: number
  rightClock: number
  /** Its updates, and how many letters are in all of them. */
  parts: Uint8Array[]
  letters: number
}

const typing = new Typing()

/**
 * @param updates in an order in which each finds what it stands on; a stretch takes the place of its first letter, where
 *   all that its letters stand on is there already
 */
export function joinTyping(updates: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = []
  const stretches = new Map<number, Stretch>()
  for (const update of updates) {
    if (!typing.read(update) || typing.letters === 0 || typing.deletions > 0) {
      joined.push(update)
      continue
    }
    const { client, clock, letters, rightClient, rightClock } = typing
    const stretch = stretches.get(client)
    if (stretch && goesOn(stretch)) {
      stretch.parts.push(update)
      stretch.letters += letters
      stretch.end += letters
      continue
    }
    const place = joined.push(update) - 1
    stretches.set(client, { place, end: clock + letters, rightClient, rightClock, parts: [update], letters })
    if (stretch) finish(stretch, joined)
  }
  for (const stretch of stretches.values()) finish(stretch, joined)
  return joined
}

/** Whether the update that was read last is the next letters of this stretch. */
function goesOn({ end, rightClient, rightClock }: Stretch): boolean {
  return (
    typing.clock === end &&
    typing.originClient === typing.client &&
    typing.originClock === end - 1 &&
    typing.rightClient === rightClient &&
    typing.rightClock === rightClock
  )
}

function finish({ place, parts, letters }: Stretch, joined: Uint8Array[]): void {
  const [first] = parts
  if (!first || parts.length === 1) return
  const encoder = createEncoder()
  typing.read(first)
  writeUint8Array(encoder, first.subarray(0, typing.lengthAt))
  writeVarUint(encoder, letters)
  for (const part of parts) {
    // All that follows the letters is one zero: no deletions.
    typing.read(part)
    writeUint8Array(encoder, part.subarray(typing.lettersAt, -1))
  }
  writeVarUint(encoder, 0)
  joined[place] = toUint8Array(encoder)
}
