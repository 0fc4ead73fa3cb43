/**
 * Gives memory back to the system in a quiet moment.
 *
 * V8 collects when a heap has grown, not when the growing is over, and keeps the emptied pages: after a rush of people
 * a server would hold several times what it needs until the next rush. A collection that gives pages back stops the
 * process for a millisecond or two for each megabyte that is alive, so it waits until nobody has written for a while
 * and little else goes on. Where somebody always writes it comes at last all the same, if nobody will notice. However
 * large the heap, these stops are a small share of the time.
 */
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { AppContext } from '../context.ts'

const lookEvery = 1_000
/** So many looks one after the other must find it quiet. */
const quietLooks = 5
/** Share of the time between two looks that something was done in. */
const littleToDo = 0.1
/** Where no quiet comes, this long is waited, and only for a stop that nobody sees in what they type. */
const patience = 300_000
const unseen = 120
/** How much larger than after the last time the process must be. */
const worthwhile = { bytes: 16 * 1024 * 1024, share: 0.1 }
/** For each millisecond that a collection took, so many pass until the next. */
const restFactor = 200
const leastRest = 20_000

type Process = {
  now: () => number
  residentBytes: () => number
  /** @returns the share of its time that the process had something to do since the last call */
  busy: () => number
  collect: () => void
}

/** Asked now and then, it collects when that is worth it and harms nobody. */
export class QuietCollector {
  readonly #process: Process
  #written: unknown
  #quiet = 0
  #smallest = 0
  #took = 0
  /** The start of a process is garbage enough to begin with. */
  #doneAt = -leastRest

  constructor(process: Process) {
    this.#process = process
  }

  /**
   * @param written is another value whenever something was written since
   * @returns the milliseconds that a collection took, where there was one
   */
  look(written: unknown): number | undefined {
    const { now, residentBytes, busy, collect } = this.#process
    const hasTime = busy() < littleToDo
    this.#quiet = hasTime && written === this.#written ? this.#quiet + 1 : 0
    this.#written = written
    const began = now()
    const passed = began - this.#doneAt
    const harmless = this.#quiet >= quietLooks || (hasTime && passed > patience && this.#took < unseen)
    if (!harmless || passed < Math.max(leastRest, this.#took * restFactor)) return undefined
    const { bytes, share } = worthwhile
    if (residentBytes() < this.#smallest * (1 + share) + bytes) return undefined
    collect()
    this.#doneAt = now()
    this.#took = this.#doneAt - began
    this.#smallest = residentBytes()
    return this.#took
  }
}

/** @returns what stops it. */
export function giveMemoryBack({ metrics, logger }: Pick<AppContext, 'metrics' | 'logger'>): () => void {
  let looked = performance.eventLoopUtilization()
  const collector = new QuietCollector({
    now: () => performance.now(),
    residentBytes: () => process.memoryUsage.rss(),
    busy() {
      const before = looked
      looked = performance.eventLoopUtilization()
      return performance.eventLoopUtilization(looked, before).utilization
    },
    collect: collectAll,
  })
  const timer = setInterval(() => {
    const milliseconds = collector.look(metrics.live.commit.sum)
    if (milliseconds !== undefined) logger.debug({ milliseconds }, 'memory was given back')
  }, lookEvery)
  timer.unref()
  return () => clearInterval(timer)
}

/** The only kind of collection that V8 can be asked for and after which it gives emptied pages back at once. */
export function collectAll(): void {
  setFlagsFromString('--expose-gc')
  const collect: NodeJS.GCFunction = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
