/**
 * Listens for what other servers say (`LISTEN`), on a connection of its own, for as long as the server lives. A lost
 * connection is made anew, sooner first and then every few seconds; one that died silently is found by asking it.
 */
import pg from 'pg'

const firstPause = 100
const longestPause = 3_000
const askEvery = 5_000
const answerWithin = 3_000

export class PostgresEar {
  readonly #url: string
  readonly #channel: string
  readonly #heard: (words: string) => void
  readonly #opened: () => void
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #pause = firstPause
  #closed = false

  /**
   * @param heard gets every word, also our own
   * @param opened runs when it listens (again): what was said before was missed
   */
  constructor(url: string, channel: string, heard: (words: string) => void, opened: () => void) {
    this.#url = url
    this.#channel = channel
    this.#heard = heard
    this.#opened = opened
    void this.#open()
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: answerWithin,
      query_timeout: answerWithin,
      keepAlive: true,
      application_name: 'fieldfolio ear',
    })
    this.#client = client
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${this.#channel}`)
    } catch {
      return this.#lost(client)
    }
    if (this.#client !== client) return
    this.#pause = firstPause
    this.#opened()
    this.#askLater(client)
  }

  #askLater(client: pg.Client): void {
    this.#later(askEvery, () => {
      client.query('select 1').then(
        () => this.#client === client && this.#askLater(client),
        () => this.#lost(client),
      )
    })
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    client.end().catch(() => {})
    if (this.#closed) return
    this.#later(this.#pause * (0.5 + Math.random()), () => void this.#open())
    this.#pause = Math.min(longestPause, this.#pause * 2)
  }

  #later(milliseconds: number, act: () => void): void {
    clearTimeout(this.#timer)
    if (this.#closed) return
    this.#timer = setTimeout(act, milliseconds)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }
}
