import { monitorEventLoopDelay } from 'node:perf_hooks'

/** How late the process is with what it has to do, over the running minute and the one before. */
export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: 20 })
  #lastMinute = 0

  constructor() {
    this.#histogram.enable()
  }

  /** Called once a minute. */
  turn(): void {
    this.#lastMinute = this.#now()
    this.#histogram.reset()
  }

  /** The 99th percentile, in seconds. */
  read(): number {
    return Math.max(this.#lastMinute, this.#now())
  }

  stop(): void {
    this.#histogram.disable()
  }

  #now(): number {
    return this.#histogram.count === 0 ? 0 : this.#histogram.percentile(99) / 1e9
  }
}
