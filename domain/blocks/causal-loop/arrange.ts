/** Places for variables: a circle in an order that keeps links short, and a free spot for a new one. */
import { type CausalLoopState, drawnLinks, type Variable } from './causal-loop.ts'
import { findLoops } from './find-loops.ts'

type Places = Map<string, { x: number; y: number }>

/** All variables on one circle, clockwise from the top, neighbours in a loop beside each other where that is possible. */
export function circlePlaces(state: Pick<CausalLoopState, 'vars' | 'links' | 'loops'>): Places {
  const ids = circleOrder(state)
  return new Map(ids.map((id, at) => [id, onCircle(at / ids.length, ids.length < 3 ? 380 : 500)]))
}

function onCircle(turn: number, radius: number): { x: number; y: number } {
  const angle = turn * Math.PI * 2 - Math.PI / 2
  return { x: Math.round(500 + radius * Math.cos(angle)), y: Math.round(500 + radius * Math.sin(angle)) }
}

function circleOrder(state: Pick<CausalLoopState, 'vars' | 'links' | 'loops'>): string[] {
  const longest = findLoops(state)
    .loops.filter((loop) => loop.links.length <= 8)
    .at(-1)
  const first = longest?.variables.map((variable) => variable.id) ?? []
  const order = [...first, ...state.vars.map((variable) => variable.id).filter((id) => !first.includes(id))]
  const links = drawnLinks(state)
  // Swapping two variables is kept while it shortens the sum of all ways around the circle.
  let best = circleLength(order, links)
  for (let round = 0; round < 4; round++) {
    let better = false
    for (let a = 0; a < order.length; a++)
      for (let b = a + 1; b < order.length; b++) {
        ;[order[a], order[b]] = [order[b]!, order[a]!]
        const length = circleLength(order, links)
        if (length < best) {
          best = length
          better = true
        } else [order[a], order[b]] = [order[b]!, order[a]!]
      }
    if (!better) break
  }
  return order
}

function circleLength(order: string[], links: { from: string; to: string }[]): number {
  const at = new Map(order.map((id, index) => [id, index]))
  let sum = 0
  for (const link of links) {
    const forward = (at.get(link.to)! - at.get(link.from)! + order.length) % order.length
    // Against the clock costs a little more: most loops are then read clockwise.
    sum += Math.min(forward, order.length - forward + 0.2)
  }
  return sum
}

/** The freest spot for one more variable: far from the others, but near `near` when given. */
export function freePlace(vars: Variable[], near: Variable | null = null): { x: number; y: number } {
  const taken = vars.filter((variable) => variable.x !== null && variable.y !== null) as { x: number; y: number }[]
  if (taken.length === 0) return { x: 500, y: 0 }
  const spots = [500, 270].flatMap((radius, ring) =>
    Array.from({ length: 16 - ring * 8 }, (_, at) => onCircle(at / (16 - ring * 8), radius)),
  )
  let best = spots[0]!
  let bestWorth = -Infinity
  for (const spot of spots) {
    const room = Math.min(320, ...taken.map((other) => Math.hypot(other.x - spot.x, other.y - spot.y)))
    const pull = near?.x != null && near.y != null ? Math.hypot(near.x - spot.x, near.y - spot.y) * 0.25 : 0
    if (room - pull > bestWorth) {
      bestWorth = room - pull
      best = spot
    }
  }
  return best
}

/** Gives places to variables that have none: all on a circle if nobody has placed any, else each on a free spot. */
export function arrangeCausalLoop(state: CausalLoopState): CausalLoopState {
  const placed = state.vars.filter((variable) => variable.x !== null && variable.y !== null)
  if (placed.length === state.vars.length) return state
  if (placed.length === 0) {
    const places = circlePlaces(state)
    return { ...state, vars: state.vars.map((variable) => ({ ...variable, ...places.get(variable.id)! })) }
  }
  const vars = [...state.vars]
  vars.forEach((variable, at) => {
    if (variable.x === null || variable.y === null)
      vars[at] = { ...variable, ...freePlace(vars.filter((other) => other.id !== variable.id)) }
  })
  return { ...state, vars }
}
