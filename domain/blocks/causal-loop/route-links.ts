/**
 * Curves for links. Each link tries several bends and takes the one that runs over the fewest boxes and stays clear of
 * what is drawn already; links bend to the left of their direction, so that a pair A-B and B-A opens like a lens and a
 * ring of links reads as a circle.
 */
import { type Box, type Curve, directionAt, discOverBox, inside, type Point, partOf, pointAt } from './geometry.ts'

export type RoutedLink<L> = {
  link: L
  curve: Curve
  /** Where the arrow points, and the direction it has there. */
  tip: Point
  heading: Point
  sign: Point
  /** The middle of the visible curve and its direction, for the delay bars. */
  middle: Point
  middleHeading: Point
  points: Point[]
}

const samples = 28
const arrowGap = 5
const signGap = 24

export function routeLinks<L extends { id: string; from: string; to: string }>(
  links: L[],
  boxes: Map<string, Box>,
  size: { width: number; height: number },
): RoutedLink<L>[] {
  const routed: RoutedLink<L>[] = []
  const pairs = new Set(links.map((link) => `${link.from} ${link.to}`))
  for (const link of links) {
    const from = boxes.get(link.from)!
    const to = boxes.get(link.to)!
    const mutual = pairs.has(`${link.to} ${link.from}`)
    const bends = mutual ? [0.36, 0.5, 0.24, 0.65] : [0.2, 0.3, 0.1, -0.1, -0.2, 0.42, -0.32, 0.55, -0.45, 0.7, -0.6]
    const tries = bends.map((bend, at) => {
      const route = routeOne(link, from, to, bend, routed, boxes)
      return { route, cost: routeCost(route, from, to, boxes, routed, size) + at * 6 }
    })
    routed.push(tries.reduce((best, next) => (next.cost < best.cost ? next : best)).route)
  }
  return routed
}

function routeOne<L>(
  link: L,
  from: Box,
  to: Box,
  bend: number,
  routed: RoutedLink<unknown>[],
  boxes: Map<string, Box>,
): RoutedLink<L> {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const whole: Curve = {
    start: from,
    bend: { x: (from.x + to.x) / 2 + dy * bend, y: (from.y + to.y) / 2 - dx * bend },
    end: to,
  }
  let leave = 0
  while (leave < 0.45 && inside(pointAt(whole, leave), from, arrowGap)) leave += 0.01
  let arrive = 1
  while (arrive > 0.55 && inside(pointAt(whole, arrive), to, arrowGap)) arrive -= 0.01
  const curve = partOf(whole, leave, arrive)
  const points = Array.from({ length: samples + 1 }, (_, at) => pointAt(curve, at / samples))
  return {
    link,
    curve,
    tip: curve.end,
    heading: directionAt(curve, 1),
    sign: placeSign(curve, bend, routed, boxes),
    middle: pointAt(curve, 0.5),
    middleHeading: directionAt(curve, 0.5),
    points,
  }
}

/** The sign stands beside the arrow's head, on the outer side of the bend when there is room. */
function placeSign(curve: Curve, bend: number, routed: RoutedLink<unknown>[], boxes: Map<string, Box>): Point {
  const length = curveLength(curve)
  const outer = bend >= 0 ? 1 : -1
  let best: { spot: Point; cost: number } | null = null
  for (const back of [40, 56, 74, 96])
    for (const side of [outer, -outer]) {
      const t = Math.max(0.3, 1 - back / length)
      const at = pointAt(curve, t)
      const heading = directionAt(curve, t)
      const spot = { x: at.x + heading.y * signGap * side, y: at.y - heading.x * signGap * side }
      let cost = back * 0.1 + (side === outer ? 0 : 4)
      for (const box of boxes.values()) cost += discOverBox(spot, 19, box) * 10
      for (const other of routed) {
        cost += Math.max(0, 36 - Math.hypot(other.sign.x - spot.x, other.sign.y - spot.y)) * 8
        for (const point of other.points) cost += Math.max(0, 18 - Math.hypot(point.x - spot.x, point.y - spot.y)) * 1.5
      }
      if (!best || cost < best.cost) best = { spot, cost }
    }
  return best!.spot
}

const curveLength = (curve: Curve) =>
  Math.hypot(curve.bend.x - curve.start.x, curve.bend.y - curve.start.y) * 0.5 +
  Math.hypot(curve.end.x - curve.bend.x, curve.end.y - curve.bend.y) * 0.5 +
  Math.hypot(curve.end.x - curve.start.x, curve.end.y - curve.start.y) * 0.5

function routeCost(
  route: RoutedLink<unknown>,
  from: Box,
  to: Box,
  boxes: Map<string, Box>,
  routed: RoutedLink<unknown>[],
  size: { width: number; height: number },
): number {
  let cost = 0
  for (const point of route.points) {
    for (const box of boxes.values()) if (box !== from && box !== to && inside(point, box, 12)) cost += 60
    if (point.x < 14 || point.y < 14 || point.x > size.width - 14 || point.y > size.height - 14) cost += 30
  }
  // Too short a visible curve has no room for its head and sign.
  cost += Math.max(0, 70 - curveLength(route.curve)) * 3
  for (const box of boxes.values()) cost += discOverBox(route.sign, 17, box) * 4
  for (const other of routed) {
    cost += crossings(route.points, other.points) * 26
    cost += Math.max(0, 26 - Math.hypot(other.tip.x - route.tip.x, other.tip.y - route.tip.y)) * 2
    cost += Math.max(0, 32 - Math.hypot(other.sign.x - route.sign.x, other.sign.y - route.sign.y)) * 3
    // Two curves that run on top of each other cannot be told apart.
    for (const point of route.points)
      if (other.points.some((near) => Math.abs(near.x - point.x) < 9 && Math.abs(near.y - point.y) < 9)) cost += 3
    for (const point of route.points) if (Math.hypot(other.sign.x - point.x, other.sign.y - point.y) < 17) cost += 6
  }
  return cost
}

function crossings(one: Point[], two: Point[]): number {
  let number = 0
  for (let a = 0; a + 2 < one.length; a += 2)
    for (let b = 0; b + 2 < two.length; b += 2) if (cross(one[a]!, one[a + 2]!, two[b]!, two[b + 2]!)) number++
  return number
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
