/** Sets of letters and items by their Yjs ids: for each client, stretches of its clock. */
type DeleteSet = { clients: ReadonlyMap<number, readonly { clock: number; len: number }[]> }

export class ClockRanges {
  readonly #of = new Map<number, { start: number; end: number }[]>()

  constructor({ clients }: DeleteSet) {
    for (const [client, ranges] of clients) {
      const merged: { start: number; end: number }[] = []
      for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
        const last = merged.at(-1)
        if (last && clock <= last.end) last.end = Math.max(last.end, clock + len)
        else merged.push({ start: clock, end: clock + len })
      }
      this.#of.set(client, merged)
    }
  }

  has(client: number, clock: number): boolean {
    const ranges = this.#of.get(client)
    if (!ranges) return false
    let low = 0
    let high = ranges.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = ranges[middle]!
      if (clock < range.start) high = middle - 1
      else if (clock >= range.end) low = middle + 1
      else return true
    }
    return false
  }

  /** Whether anything of a stretch is in here. */
  meets(client: number, start: number, end: number): boolean {
    return this.#of.get(client)?.some((range) => range.start < end && start < range.end) ?? false
  }
}

export type Stretch = [client: number, from: number, to: number]

/** To ask for single letters of these stretches. */
export function rangesOf(stretches: Iterable<Stretch>): ClockRanges {
  const clients = new Map<number, { clock: number; len: number }[]>()
  for (const [client, clock, to] of stretches) {
    const ranges = clients.get(client) ?? []
    clients.set(client, ranges)
    ranges.push({ clock, len: to - clock })
  }
  return new ClockRanges({ clients })
}
