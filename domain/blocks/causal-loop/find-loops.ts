/**
 * The feedback loops of a diagram: every simple cycle, shortest first. Cycles of one length are looked for from each
 * variable as their first (so that each is met once), and a path is followed only while the way back is short enough.
 */
import type { CausalLink, CausalLoopState, LoopNote, Variable } from './causal-loop.ts'
import { drawnLinks } from './causal-loop.ts'

export type Loop = {
  /** The same for the same links, wherever one starts; also the id of the loop as a part of the picture. */
  key: string
  /** `R1`, `B2`: kind and number among its kind, in the order found. */
  label: string
  kind: 'reinforcing' | 'balancing'
  links: CausalLink[]
  variables: Variable[]
  /** The name and story that people gave it. */
  note: LoopNote | null
}

export const mostLoops = 40
/** Steps after which the search gives up; only a very dense diagram comes near. */
const mostSteps = 400_000

/** @returns the loops, at most 40, and whether there may be more */
export function findLoops(state: Pick<CausalLoopState, 'vars' | 'links' | 'loops'>): { loops: Loop[]; more: boolean } {
  const { cycles, more } = shortestCycles(state.vars, drawnLinks(state))
  const byId = new Map(state.vars.map((variable) => [variable.id, variable]))
  const numbers = { reinforcing: 0, balancing: 0 }
  const loops = cycles.map((links): Loop => {
    const kind = kindOf(links)
    numbers[kind]++
    const key = loopKey(links.map((link) => link.id))
    return {
      key,
      label: `${kind === 'reinforcing' ? 'R' : 'B'}${numbers[kind]}`,
      kind,
      links,
      variables: links.map((link) => byId.get(link.from)!),
      note: noteOf(state.loops, key),
    }
  })
  return { loops, more }
}

/** An even number of opposite links carries a movement back in the same direction. */
export const kindOf = (links: Pick<CausalLink, 'sign'>[]): Loop['kind'] =>
  links.filter((link) => link.sign === '-').length % 2 === 0 ? 'reinforcing' : 'balancing'

/** Link ids from the smallest on, in the loop's order. */
export function loopKey(linkIds: string[]): string {
  const start = linkIds.indexOf([...linkIds].sort()[0]!)
  return `loop:${[...linkIds.slice(start), ...linkIds.slice(0, start)].join('.')}`
}

/** Two people may have named the same loop at once: the first that says something counts. */
function noteOf(notes: LoopNote[], key: string): LoopNote | null {
  const same = notes.filter((note) => note.linkIds.length > 0 && loopKey(note.linkIds) === key)
  return same.find((note) => note.name || note.story) ?? same[0] ?? null
}

function shortestCycles(
  variables: Pick<Variable, 'id'>[],
  links: CausalLink[],
): { cycles: CausalLink[][]; more: boolean } {
  const rank = new Map(variables.map((variable, at) => [variable.id, at]))
  const out = variables.map(() => [] as { to: number; link: CausalLink }[])
  for (const link of links) out[rank.get(link.from)!]!.push({ to: rank.get(link.to)!, link })
  const cycles: CausalLink[][] = []
  let steps = 0
  let more = false
  const backFrom = variables.map((_, start) => distancesTo(start, out))

  for (let length = 2; length <= variables.length && !more; length++) {
    for (let start = 0; start < variables.length && !more; start++) {
      const back = backFrom[start]!
      const used = new Set<number>([start])
      const path: CausalLink[] = []
      const follow = (at: number) => {
        for (const { to, link } of out[at]!) {
          if (more) return
          if (++steps > mostSteps) more = true
          const left = length - path.length - 1
          if (to === start && left === 0) {
            if (cycles.length === mostLoops) more = true
            else cycles.push([...path, link])
          } else if (to > start && left > 0 && !used.has(to) && (back[to] ?? Infinity) <= left) {
            used.add(to)
            path.push(link)
            follow(to)
            path.pop()
            used.delete(to)
          }
        }
      }
      follow(start)
    }
  }
  return { cycles, more }
}

/** Fewest links from each variable to `start`, by way of variables after it. */
function distancesTo(start: number, out: { to: number }[][]): number[] {
  const distance = out.map(() => Infinity)
  distance[start] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (let at = start; at < out.length; at++)
      for (const { to } of out[at]!)
        if (to >= start && distance[to]! + 1 < distance[at]!) {
          distance[at] = distance[to]! + 1
          changed = true
        }
  }
  return distance
}
