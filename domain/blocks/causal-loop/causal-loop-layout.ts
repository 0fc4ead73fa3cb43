/** Where everything of a causal loop diagram stands: boxes, curved links, signs, delay bars, loop marks. */
import { balanceText, textWidth } from '../text-box.ts'
import { arrangeCausalLoop } from './arrange.ts'
import { type CausalLink, type CausalLoopState, drawnLinks, type Variable } from './causal-loop.ts'
import { findLoops, type Loop } from './find-loops.ts'
import { type Box, discOverBox, type Point, spread } from './geometry.ts'
import { type RoutedLink, routeLinks } from './route-links.ts'

export const pictureWidth = 1000
export const signRadius = 15

export type VariableBox = Box & { variable: Variable; lines: string[] }
export type LoopMark = Point & { loop: Loop; clockwise: boolean; radius: number; nameLines: string[] }
export type CausalLoopLayout = {
  height: number
  top: number
  size: number
  titleLines: string[]
  boxes: VariableBox[]
  links: RoutedLink<CausalLink>[]
  marks: LoopMark[]
}

const titleSize = 34
export const markNameSize = 20

export function layOutCausalLoop(given: CausalLoopState): CausalLoopLayout {
  const state = arrangeCausalLoop(given)
  const number = state.vars.length
  const size = number <= 10 ? 26 : number <= 16 ? 23 : 20
  const titleLines = state.title.trim() ? balanceText(state.title, 920, titleSize) : []
  const top = titleLines.length * 42 + (titleLines.length || state.dateOfView ? 30 : 0)
  const bodyHeight = number <= 3 ? 480 : number <= 5 ? 600 : number <= 8 ? 720 : number <= 12 ? 880 : 1040
  const boxes = spread(
    state.vars.map((variable) => boxOf(variable, size, bodyHeight)),
    pictureWidth,
    bodyHeight,
    26,
  )
  const byId = new Map(boxes.map((box) => [box.variable.id, box]))
  const links = routeLinks(drawnLinks(state), byId, { width: pictureWidth, height: bodyHeight })
  const marks = placeMarks(findLoops(state).loops, byId, boxes, links, bodyHeight)
  return { height: top + bodyHeight, top, size, titleLines, boxes, links, marks }
}

function boxOf(variable: Variable, size: number, height: number): VariableBox {
  const lines = balanceText(variable.name.trim() || '…', size * 8.4, size)
  const halfWidth = Math.max(44, ...lines.map((line) => textWidth(line, size) / 2 + size * 0.72))
  const halfHeight = (lines.length * size * 1.2) / 2 + size * 0.46
  return {
    variable,
    lines,
    halfWidth,
    halfHeight,
    x: 130 + ((variable.x ?? 500) / 1000) * (pictureWidth - 260),
    y: 84 + ((variable.y ?? 500) / 1000) * (height - 168),
  }
}

/** Where in the data's 0-1000 space a point of the picture lies. */
export function placeAt(layout: CausalLoopLayout, point: Point): Point {
  const body = layout.height - layout.top
  const clamp = (value: number) => Math.round(Math.min(1000, Math.max(0, value)))
  return {
    x: clamp(((point.x - 130) / (pictureWidth - 260)) * 1000),
    y: clamp(((point.y - layout.top - 84) / (body - 168)) * 1000),
  }
}

/** The shortest loops and every named one are marked in the picture; all are told in the text. */
const mostMarks = 6

function placeMarks(
  loops: Loop[],
  byId: Map<string, VariableBox>,
  boxes: VariableBox[],
  links: RoutedLink<CausalLink>[],
  height: number,
): LoopMark[] {
  const marks: LoopMark[] = []
  const shown = loops.filter((loop, at) => at < mostMarks || loop.note?.name).slice(0, 12)
  for (const loop of shown) {
    const ring = loop.variables.map((variable) => byId.get(variable.id)!)
    const curves = loop.links.map((link) => links.find((routed) => routed.link.id === link.id)!.points)
    const around = curves.flat()
    const middle = mean(around)
    const nameLines = loop.note?.name.trim() ? balanceText(loop.note.name, 190, markNameSize) : []
    const radius = loop.links.length === 2 ? 26 : 31
    const nameWidth = Math.max(0, ...nameLines.map((line) => textWidth(line, markNameSize)))
    const cost = (spot: Point) => {
      let sum = Math.hypot(spot.x - middle.x, spot.y - middle.y) * awayCost
      const name: Box = {
        x: spot.x,
        y: spot.y + radius + 6 + nameLines.length * 13,
        halfWidth: nameWidth / 2,
        halfHeight: nameLines.length * 13,
      }
      for (const box of boxes) {
        sum += discOverBox(spot, radius + 8, box) * 8
        if (nameLines.length)
          sum +=
            Math.max(
              0,
              Math.min(
                name.halfWidth + box.halfWidth + 8 - Math.abs(name.x - box.x),
                name.halfHeight + box.halfHeight + 8 - Math.abs(name.y - box.y),
              ),
            ) * 6
      }
      for (const routed of links) {
        sum += Math.max(0, radius + signRadius + 6 - Math.hypot(spot.x - routed.sign.x, spot.y - routed.sign.y)) * 6
        for (const point of routed.points) {
          sum += Math.max(0, radius + 8 - Math.hypot(spot.x - point.x, spot.y - point.y)) * 1.5
          if (
            nameLines.length &&
            Math.abs(point.x - name.x) < name.halfWidth + 4 &&
            Math.abs(point.y - name.y) < name.halfHeight + 2
          )
            sum += 14
        }
      }
      for (const mark of marks)
        sum += Math.max(0, mark.radius + radius + 14 - Math.hypot(spot.x - mark.x, spot.y - mark.y)) * 10
      for (const mark of marks)
        if (mark.nameLines.length)
          sum +=
            discOverBox(spot, radius + 4, {
              x: mark.x,
              y: mark.y + mark.radius + 6 + mark.nameLines.length * 13,
              halfWidth: 90,
              halfHeight: mark.nameLines.length * 13,
            }) * 8
      const out = Math.max(
        0,
        radius + 8 - spot.x,
        radius + 8 - spot.y,
        spot.x + radius + 8 - pictureWidth,
        spot.y + radius + nameLines.length * 26 - height,
      )
      return sum + out * 12
    }
    const best = cheapest(middle, awayCost, cost)
    marks.push({ ...best, loop, radius, nameLines, clockwise: turn(ring) >= 0 })
  }
  return marks
}

const mean = (points: Point[]): Point => ({
  x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
  y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
})

/** What a step away from a loop's middle costs. */
const awayCost = 0.35

/** The cheapest spot; spots come near ones first, so that the search ends where distance alone costs more than the best. */
function cheapest(middle: Point, away: number, cost: (spot: Point) => number): Point {
  let best = middle
  let least = Infinity
  for (const spot of spots(middle)) {
    if (Math.hypot(spot.x - middle.x, spot.y - middle.y) * away > least) break
    const worth = cost(spot)
    if (worth < least) {
      least = worth
      best = spot
    }
  }
  return best
}

/** The middle and spots around it, near ones first. */
function spots(middle: Point): Point[] {
  const around = [middle]
  for (let distance = 16; distance <= 240; distance += 16)
    for (let at = 0; at < 16; at++) {
      const angle = (at / 16) * Math.PI * 2
      around.push({ x: middle.x + distance * Math.cos(angle), y: middle.y + distance * Math.sin(angle) })
    }
  return around
}

/** The signed area of a ring; positive when it runs clockwise on the screen. */
function turn(ring: Point[]): number {
  let sum = 0
  ring.forEach((point, at) => {
    const next = ring[(at + 1) % ring.length]!
    sum += point.x * next.y - next.x * point.y
  })
  return sum
}
