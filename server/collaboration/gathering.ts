/**
 * While very many write, the server works in rounds: it reads what every socket has, commits it, sends it on, and rests
 * until the round is over. Most of what a short message costs is waking up for it, so many are read at a time; and their
 * batch gathers in the sockets instead of behind a timer, so nobody waits longer than they did.
 *
 * Below the rate there are no rounds, and none while a page is being asked for: nobody waits for others who write.
 */
import { performance } from 'node:perf_hooks'

/** From so many messages a second on. */
const manyMessages = 800
const countedMessages = 256
const longestCount = 1_000

const never = new Int32Array(new SharedArrayBuffer(4))

export class Gathering {
  readonly #roundMilliseconds: number
  readonly #commit: () => Promise<void>
  #counted = 0
  #since = performance.now()
  #many = false
  #ending = false
  #began = 0
  #others = 0

  /**
   * @param roundMilliseconds 0: there are no rounds
   * @param commit puts on its way to the disk what all rooms accepted in this round
   */
  constructor(roundMilliseconds: number, commit: () => Promise<void>) {
    this.#roundMilliseconds = roundMilliseconds
    this.#commit = commit
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
    const now = performance.now()
    const many = this.#counted / (now - this.#since) > manyMessages / 1000
    this.#many = many && this.#roundMilliseconds > 0
    this.#counted = 0
    this.#since = now
  }

  readonly #end = (): void => {
    this.#ending = false
    if (performance.now() - this.#since > longestCount) this.#measure()
    // What the commit sends goes out at the end of its own turn, before this.
    void this.#commit().then(this.#rest)
  }

  /** After the commit and all that followed from it: what comes in meanwhile waits in the sockets. */
  readonly #rest = (): void => {
    const left = this.#roundMilliseconds - (performance.now() - this.#began)
    if (this.#many && this.#others === 0 && left > 0) Atomics.wait(never, 0, 0, left)
    this.#began = performance.now()
  }
}
