/** So many at once, and so many a second after that. */
export class TokenBucket {
  readonly #capacity: number
  readonly #perSecond: number
  readonly #now: () => number
  #tokens: number
  #at: number

  /** @param now milliseconds that never go back */
  constructor(capacity: number, perSecond: number, now: () => number) {
    this.#capacity = capacity
    this.#perSecond = perSecond
    this.#now = now
    this.#tokens = capacity
    this.#at = now()
  }

  /** @returns whether there was as much left. */
  take(cost = 1): boolean {
    const now = this.#now()
    this.#tokens = Math.min(this.#capacity, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens < cost) return false
    this.#tokens -= cost
    return true
  }
}
