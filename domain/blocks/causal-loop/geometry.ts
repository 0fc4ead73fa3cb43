export type Point = { x: number; y: number }
/** A box by its middle and half its size. */
export type Box = Point & { halfWidth: number; halfHeight: number }
/** A quadratic curve. */
export type Curve = { start: Point; bend: Point; end: Point }

export function pointAt({ start, bend, end }: Curve, t: number): Point {
  const s = 1 - t
  return {
    x: s * s * start.x + 2 * s * t * bend.x + t * t * end.x,
    y: s * s * start.y + 2 * s * t * bend.y + t * t * end.y,
  }
}

/** The direction of travel at `t`, of length one. */
export function directionAt({ start, bend, end }: Curve, t: number): Point {
  const x = 2 * (1 - t) * (bend.x - start.x) + 2 * t * (end.x - bend.x)
  const y = 2 * (1 - t) * (bend.y - start.y) + 2 * t * (end.y - bend.y)
  const length = Math.hypot(x, y) || 1
  return { x: x / length, y: y / length }
}

/** The part of the curve between two parameters, as a curve. */
export function partOf(curve: Curve, from: number, to: number): Curve {
  const start = pointAt(curve, from)
  const end = pointAt(curve, to)
  const mix = (a: Point, b: Point, t: number) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
  const bend = mix(mix(curve.start, curve.bend, from), mix(curve.bend, curve.end, from), to)
  return { start, bend, end }
}

export const inside = (point: Point, box: Box, margin: number) =>
  Math.abs(point.x - box.x) < box.halfWidth + margin && Math.abs(point.y - box.y) < box.halfHeight + margin

/** How deep a disc of `radius` reaches into a box; zero when it stays outside. */
export function discOverBox(point: Point, radius: number, box: Box): number {
  const dx = Math.max(0, Math.abs(point.x - box.x) - box.halfWidth)
  const dy = Math.max(0, Math.abs(point.y - box.y) - box.halfHeight)
  return Math.max(0, radius - Math.hypot(dx, dy))
}

/** Moves overlapping boxes apart, a little each round, and keeps them in the picture. */
export function spread<B extends Box>(boxes: B[], width: number, height: number, gap: number): B[] {
  const moved = boxes.map((box) => ({ ...box }))
  for (let round = 0; round < 80; round++) {
    let quiet = true
    for (let a = 0; a < moved.length; a++)
      for (let b = a + 1; b < moved.length; b++) {
        const one = moved[a]!
        const two = moved[b]!
        const x = one.halfWidth + two.halfWidth + gap - Math.abs(one.x - two.x)
        const y = one.halfHeight + two.halfHeight + gap - Math.abs(one.y - two.y)
        if (x <= 0 || y <= 0) continue
        quiet = false
        if (y <= x) {
          const step = (one.y <= two.y ? -1 : 1) * (y / 2 + 0.5)
          one.y += step
          two.y -= step
        } else {
          const step = (one.x <= two.x ? -1 : 1) * (x / 2 + 0.5)
          one.x += step
          two.x -= step
        }
      }
    for (const box of moved) {
      box.x = Math.min(width - box.halfWidth - 8, Math.max(box.halfWidth + 8, box.x))
      box.y = Math.min(height - box.halfHeight - 8, Math.max(box.halfHeight + 8, box.y))
    }
    if (quiet) break
  }
  return moved
}
