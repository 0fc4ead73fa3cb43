/** How many sockets a person, an address and the whole server hold. */
export type SocketLimits = { socketsPerPerson: number; socketsPerAddress: number; sockets: number }

export class SocketCount {
  readonly #limits: SocketLimits
  readonly #held = new Map<string, number>()
  #all = 0

  constructor(limits: SocketLimits) {
    this.#limits = limits
  }

  get all(): number {
    return this.#all
  }

  /** Takes a place, or says which limit is reached. `give` it back exactly once. */
  take(personId: string, address: string): { give: () => void } | 'person' | 'address' | 'server' {
    const person = `person ${personId}`
    const place = `address ${address}`
    if (this.#all >= this.#limits.sockets) return 'server'
    if ((this.#held.get(person) ?? 0) >= this.#limits.socketsPerPerson) return 'person'
    if ((this.#held.get(place) ?? 0) >= this.#limits.socketsPerAddress) return 'address'
    this.#add(person, 1)
    this.#add(place, 1)
    this.#all++
    let given = false
    return {
      give: () => {
        if (given) return
        given = true
        this.#add(person, -1)
        this.#add(place, -1)
        this.#all--
      },
    }
  }

  #add(key: string, change: number): void {
    const next = (this.#held.get(key) ?? 0) + change
    if (next === 0) this.#held.delete(key)
    else this.#held.set(key, next)
  }
}
