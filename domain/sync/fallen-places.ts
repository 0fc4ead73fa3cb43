/**
 * Where deleted text stood. Yjs forgets a deleted block at once; what somebody types into it a moment later, not knowing,
 * hangs on ids of which only this memory can tell the block, who took it away, and the words around.
 */
import type { ClockRanges } from './clock-ranges.ts'
import type { AnyType, Letters, Place } from './letters.ts'
import { lettersOf } from './letters.ts'

export type Fallen = { place: Place; personId: string | null; letters: Letters[] }
type Stretch = { client: number; start: number; end: number; fallen: Fallen }

const mostStretches = 4_000
const mostLetters = 400_000

export class FallenPlaces {
  #stretches: Stretch[] = []
  #texts: Fallen[] = []

  find(id: { client: number; clock: number } | null): Fallen | undefined {
    if (!id) return undefined
    return this.#stretches.findLast(
      ({ client, start, end }) => client === id.client && start <= id.clock && id.clock < end,
    )?.fallen
  }

  /** Each fallen text with those of its letters that an update lists as deleted. */
  listedIn(listed: ClockRanges): Fallen[] {
    return this.#texts
      .map((one) => ({
        ...one,
        letters: one.letters.filter(({ client, clock, text }) => listed.meets(client, clock, clock + text.length)),
      }))
      .filter(({ letters }) => letters.length > 0)
  }

  keep(found: Found): void {
    for (const { fallen, stretches } of found) {
      if (fallen.letters.length > 0 && !this.#texts.includes(fallen)) this.#texts.push(fallen)
      for (const { client, start, end } of stretches) {
        const last = this.#stretches.at(-1)
        if (last?.fallen === fallen && last.client === client && last.end === start) last.end = end
        else this.#stretches.push({ client, start, end, fallen })
      }
    }
    if (this.#stretches.length > mostStretches) this.#stretches = this.#stretches.slice(-mostStretches / 2)
    let letters = 0
    const from = this.#texts.findLastIndex((one) => {
      letters += one.letters.reduce((sum, { text }) => sum + text.length, 0)
      return letters > mostLetters
    })
    if (from >= 0) this.#texts = this.#texts.slice(from + 1)
  }
}

export type Found = { fallen: Fallen; stretches: { client: number; start: number; end: number }[] }[]

/** A type that is just being deleted, as a place to remember. */
export function fallenType(type: AnyType, place: Place, personId: string | null): Found[number] {
  const stretches: Found[number]['stretches'] = []
  const own = type._item
  if (own) stretches.push({ client: own.id.client, start: own.id.clock, end: own.id.clock + own.length })
  for (let item = type._start; item; item = item.right) {
    stretches.push({ client: item.id.client, start: item.id.clock, end: item.id.clock + item.length })
  }
  return { fallen: { place, personId, letters: lettersOf(type) }, stretches }
}
