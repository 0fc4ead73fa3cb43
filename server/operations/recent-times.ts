import type { Histogram } from './metric-families.ts'

const minutesKept = 5

export type Quantiles = { count: number; median: number; p95: number }

/** How long something took within the last minutes, out of a histogram that only ever grows. */
export class RecentTimes {
  readonly #histogram: Histogram
  /** What the buckets held at the end of each of the last minutes, oldest first. */
  #marks: number[][]

  constructor(histogram: Histogram) {
    this.#histogram = histogram
    this.#marks = [[...histogram.counts]]
  }

  /** Called once a minute. */
  turn(): void {
    this.#marks = [...this.#marks, [...this.#histogram.counts]].slice(-minutesKept)
  }

  /** @returns undefined where nothing happened. */
  read(): Quantiles | undefined {
    const oldest = this.#marks[0] as number[]
    const counts = this.#histogram.counts.map((count, bucket) => count - (oldest[bucket] as number))
    const count = counts.reduce((sum, one) => sum + one, 0)
    if (count === 0) return undefined
    const { bounds } = this.#histogram
    return { count, median: quantile(counts, bounds, count * 0.5), p95: quantile(counts, bounds, count * 0.95) }
  }
}

/** Within a bucket the times are taken as evenly spread; above the last bound nothing more is known than the bound. */
function quantile(counts: number[], bounds: readonly number[], rank: number): number {
  let before = 0
  for (const [bucket, count] of counts.entries()) {
    const upper = bounds[bucket]
    if (upper === undefined) break
    if (before + count >= rank) {
      const lower = bucket === 0 ? 0 : (bounds[bucket - 1] as number)
      return lower + ((upper - lower) * (rank - before)) / count
    }
    before += count
  }
  return bounds.at(-1) as number
}
