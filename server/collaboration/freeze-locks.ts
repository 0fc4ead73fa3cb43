/** One freeze a document at a time. Ids come sorted, so two freezes of the same documents never wait for each other. */
export class FreezeLocks {
  readonly #last = new Map<string, Promise<void>>()

  async hold<T>(sortedIds: string[], work: () => Promise<T>): Promise<T> {
    const releases: (() => void)[] = []
    try {
      for (const id of sortedIds) releases.push(await this.#take(id))
      return await work()
    } finally {
      for (const release of releases) release()
    }
  }

  async #take(id: string): Promise<() => void> {
    const before = this.#last.get(id)
    let release = () => {}
    const mine = new Promise<void>((resolve) => {
      release = () => {
        if (this.#last.get(id) === mine) this.#last.delete(id)
        resolve()
      }
    })
    this.#last.set(id, mine)
    await before
    return release
  }
}
