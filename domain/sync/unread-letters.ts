/** Letters that somebody may not have read: for each Yjs client, from one clock up to another. */
import type { Stretch } from './clock-ranges.ts'

/** What came in between two state vectors. */
export function lettersBetween(before: ReadonlyMap<number, number>, after: Iterable<[number, number]>): Stretch[] {
  const found: Stretch[] = []
  for (const [client, to] of after) {
    const from = before.get(client) ?? 0
    if (from < to) found.push([client, from, to])
  }
  return found
}

/** The same letters, each named once. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const [client, from, to] of stretches.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = found.at(-1)
    if (last?.[0] === client && from <= last[2]) last[2] = Math.max(last[2], to)
    else found.push([client, from, to])
  }
  return found
}
