const remembered = 200

/**
 * Yjs clients as their pages showed them beside a caret, before a letter was written with them. From then on colleagues
 * know the number: whoever showed it first writes with it, as long as the document is in memory.
 */
export class AnnouncedClients {
  readonly #people = new Map<number, string>()
  /** The newest ones of each person, so that nobody can push out a colleague's. */
  readonly #shown = new Map<string, number[]>()

  readonly #writers: ReadonlyMap<number, string | null>

  /** @param writers whose each client is that wrote already; null is the server's own */
  constructor(writers: ReadonlyMap<number, string | null>) {
    this.#writers = writers
  }

  /** @returns whether this person may use it: nobody else wrote with it or showed it before. */
  announce(clientId: number, personId: string): boolean {
    const writer = this.#writers.get(clientId)
    if (writer !== undefined) return writer === personId
    const first = this.#people.get(clientId)
    if (first !== undefined) return first === personId
    this.#people.set(clientId, personId)
    const shown = this.#shown.get(personId)
    if (shown === undefined) this.#shown.set(personId, [clientId])
    else if (shown.push(clientId) > remembered) this.#people.delete(shown.shift() ?? clientId)
    return true
  }

  isSomebodyElses(clientId: number, personId: string): boolean {
    const first = this.#people.get(clientId)
    return first !== undefined && first !== personId
  }
}
