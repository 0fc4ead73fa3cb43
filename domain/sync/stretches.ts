/** Things that hang on stretches of a client's clock, found by binary search. */
type Stretch<T> = { start: number; end: number; value: T }

export class Stretches<T> {
  readonly #of = new Map<number, Stretch<T>[]>()

  /** Of one client, in the order of its clock. */
  add(client: number, start: number, end: number, value: T): void {
    const known = this.#of.get(client)
    if (known) known.push({ start, end, value })
    else this.#of.set(client, [{ start, end, value }])
  }

  find(client: number, clock: number): T | undefined {
    const known = this.#of.get(client)
    if (!known) return undefined
    let low = 0
    let high = known.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const one = known[middle]!
      if (clock < one.start) high = middle - 1
      else if (clock >= one.end) low = middle + 1
      else return one.value
    }
    return undefined
  }
}
