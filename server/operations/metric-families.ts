/**
 * Counters, gauges and histograms as Prometheus reads them. What happens often holds its child, so that counting is one
 * addition: labels are looked up where something begins, never for each time it happens.
 */

export class Counter {
  value = 0
  add(by = 1): void {
    this.value += by
  }
}

export class Gauge {
  /** Unknown: it is not told at all. */
  value: number | undefined
  set(value: number | undefined): void {
    this.value = value
  }
}

export class Histogram {
  /** The upper bound of each bucket, growing; above the last is one bucket more. */
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = new Array(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    const { bounds, counts } = this
    let bucket = 0
    while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket++
    counts[bucket] = (counts[bucket] as number) + 1
    this.sum += value
  }
}

type Child = Counter | Gauge | Histogram
type Kind = 'counter' | 'gauge' | 'histogram'

/** One metric with all its children: one for each combination of label values that was asked for. */
export class Family<C extends Child = Child> {
  readonly name: string
  readonly #kind: Kind
  readonly #help: string
  readonly #labels: readonly string[]
  readonly #make: () => C
  readonly #children = new Map<string, C>()

  constructor(name: string, kind: Kind, help: string, labels: readonly string[], make: () => C) {
    this.name = name
    this.#kind = kind
    this.#help = help
    this.#labels = labels
    this.#make = make
  }

  /** The child of these label values, in the order of the labels; made at the first time. */
  of(...values: string[]): C {
    const key = this.#labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`).join(',')
    let child = this.#children.get(key)
    if (!child) {
      child = this.#make()
      this.#children.set(key, child)
    }
    return child
  }

  *lines(): Iterable<string> {
    yield `# HELP ${this.name} ${this.#help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`
    yield `# TYPE ${this.name} ${this.#kind}`
    for (const [labels, child] of this.#children) {
      if (child instanceof Histogram) yield* histogramLines(this.name, labels, child)
      else if (child.value !== undefined) yield `${this.name}${labels ? `{${labels}}` : ''} ${child.value}`
    }
  }
}

function* histogramLines(name: string, labels: string, { bounds, counts, sum }: Histogram): Iterable<string> {
  const before = labels ? `${labels},` : ''
  let count = 0
  for (const [index, bound] of [...bounds, '+Inf'].entries()) {
    count += counts[index] as number
    yield `${name}_bucket{${before}le="${bound}"} ${count}`
  }
  const after = labels ? `{${labels}}` : ''
  yield `${name}_sum${after} ${sum}`
  yield `${name}_count${after} ${count}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

/** All metrics of one server, in the order in which they were named. */
export class MetricFamilies {
  readonly #families: Family[] = []

  counter(name: string, help: string, labels: string[] = []): Family<Counter> {
    return this.#add(new Family(name, 'counter', help, labels, () => new Counter()))
  }

  gauge(name: string, help: string, labels: string[] = []): Family<Gauge> {
    return this.#add(new Family(name, 'gauge', help, labels, () => new Gauge()))
  }

  histogram(name: string, help: string, bounds: readonly number[], labels: string[] = []): Family<Histogram> {
    return this.#add(new Family(name, 'histogram', help, labels, () => new Histogram(bounds)))
  }

  #add<C extends Child>(family: Family<C>): Family<C> {
    this.#families.push(family as unknown as Family)
    return family
  }

  text(): string {
    return `${this.#families.flatMap((family) => [...family.lines()]).join('\n')}\n`
  }
}
