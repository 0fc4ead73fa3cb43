/**
 * While very many write, the server works in rounds: it reads what every socket has, commits it, sends it on, and rests
 * until the round is over. Most of what a short message costs is waking up for it, so many are read at a time; and their
 * batch gathers in the sockets instead of behind a timer, so nobody waits longer than they did.
 *
 * Below the rate there are no rounds, and none while a page is being asked for: nobody waits for others who write.
 */
/** From so many messages a second on. */
const manyMessages = 800
const countedMessages = 256
const longestCount = 1_000

const never = new Int32Array(new SharedArrayBuffer(4))
/** Milliseconds that never go back, and a sleep of the whole thread. */
const realTime = {
  now: () => performance.now(),
  rest: (milliseconds: number): void => void Atomics.wait(never, 0, 0, milliseconds),
}

export class Gathering {
  readonly #roundMilliseconds: number
  readonly #commit: () => Promise<void>
  readonly #time: typeof realTime
  #counted = 0
  #since: number
  #many = false
  #ending = false
  #began = 0
  #others = 0

  /**
   * @param roundMilliseconds 0: there are no rounds
   * @param commit puts on its way to the disk what all rooms accepted in this round
   */
  constructor(roundMilliseconds: number, commit: () => Promise<void>, time = realTime) {
    this.#roundMilliseconds = roundMilliseconds
    this.#commit = commit
    this.#time = time
    this.#since = time.now()
  }

  /** A socket said something. */
  heard(): void {
    if (++this.#counted >= countedMessages) this.#measure()
    if (this.#many) this.ends()
  }

  /** @returns whether the round that goes on will commit what waits. */
  ends(): boolean {
    if (!this.#many) return false
    if (!this.#ending) {
      this.#ending = true
      setImmediate(this.#end)
    }
    return true
  }

  /** Somebody asks for something else than to write. @returns called once they have it */
  somebodyElse(): () => void {
    this.#others++
    return () => {
      this.#others--
    }
  }

  #measure(): void {
    const now = this.#time.now()
    const many = this.#counted / (now - this.#since) > manyMessages / 1000
    this.#many = many && this.#roundMilliseconds > 0
    this.#counted = 0
    this.#since = now
  }

  readonly #end = (): void => {
    this.#ending = false
    if (this.#time.now() - this.#since > longestCount) this.#measure()
    // What the commit sends goes out at the end of its own turn, before this.
    void this.#commit().then(this.#rest)
  }

  /** After the commit and all that followed from it: what comes in meanwhile waits in the sockets. */
  readonly #rest = (): void => {
    const left = this.#roundMilliseconds - (this.#time.now() - this.#began)
    if (this.#many && this.#others === 0 && left > 0) this.#time.rest(left)
    this.#began = this.#time.now()
  }
}
