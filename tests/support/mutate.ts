import type { Seeded } from './seeded.ts'

/** What an unlucky line or an unkind hand does to bytes. */
export const mutations: Record<string, (bytes: Uint8Array, random: Seeded) => Uint8Array> = {
  'a bit turned': (bytes, random) => {
    const copy = bytes.slice()
    const at = random.below(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
    return copy
  },
  'several bytes replaced': (bytes, random) => {
    const copy = bytes.slice()
    for (let n = random.between(1, 4); n > 0; n--) copy[random.below(copy.length)] = random.below(256)
    return copy
  },
  'cut off': (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  'a length inflated': (bytes, random) => {
    const copy = bytes.slice()
    const at = random.below(copy.length)
    copy[at] = Math.min(127, (copy[at] ?? 0) + random.between(1, 100))
    return copy
  },
  'a number without an end': (bytes, random) => {
    const at = random.below(bytes.length)
    return Uint8Array.from([
      ...bytes.slice(0, at),
      ...Array<number>(random.between(1, 12)).fill(255),
      ...bytes.slice(at),
    ])
  },
  'a piece taken out': (bytes, random) => {
    const at = random.below(bytes.length)
    return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + random.between(1, 6))])
  },
  'a piece twice': (bytes, random) => {
    const at = random.below(bytes.length)
    const end = at + random.between(1, 12)
    return Uint8Array.from([...bytes.slice(0, end), ...bytes.slice(at, end), ...bytes.slice(end)])
  },
  'another type': (bytes, random) => {
    const copy = bytes.slice()
    copy[random.below(Math.min(3, copy.length))] = random.below(256)
    return copy
  },
}

/** One of them, or two after another. */
export function mutate(bytes: Uint8Array, random: Seeded): Uint8Array {
  const all = Object.values(mutations)
  const once = () => all[random.below(all.length)] ?? ((same: Uint8Array) => same)
  const first = once()(bytes, random)
  return first.length > 0 && random.next() < 0.2 ? once()(first, random) : first
}
