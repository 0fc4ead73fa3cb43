import { inks, pathData, sans, tag, textLines } from '../svg.ts'
import { type LoopMark, markNameSize } from './causal-loop-layout.ts'

/** The loop's letter in a turning arrow that runs the way the loop runs. */
export function loopMark({ x, y, radius, clockwise, loop, nameLines }: LoopMark): string {
  const start = ((clockwise ? -60 : 240) * Math.PI) / 180
  const end = start + ((clockwise ? 1 : -1) * 300 * Math.PI) / 180
  const point = (angle: number, r = radius) => ({ x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) })
  const a = point(start)
  const b = point(end)
  const way = clockwise ? 1 : -1
  const heading = { x: -Math.sin(end) * way, y: Math.cos(end) * way }
  const tip = { x: b.x + heading.x * 9, y: b.y + heading.y * 9 }
  return tag(
    'g',
    { class: 'tf-part tf-loop', 'data-part-id': loop.key },
    tag('path', {
      class: 'tf-quiet-line',
      d: pathData('M', a.x, a.y, 'A', radius, radius, 0, 1, clockwise ? 1 : 0, b.x, b.y),
      fill: 'none',
      stroke: inks.quiet,
      'stroke-width': 2.4,
    }),
    tag('path', {
      class: 'tf-quiet',
      d: pathData(
        'M',
        tip.x,
        tip.y,
        'L',
        b.x - heading.x * 5 - heading.y * 7,
        b.y - heading.y * 5 + heading.x * 7,
        'L',
        b.x - heading.x * 5 + heading.y * 7,
        b.y - heading.y * 5 - heading.x * 7,
        'Z',
      ),
      fill: inks.quiet,
    }),
    textLines([loop.label], {
      x,
      y: y + 8,
      size: 23,
      weight: 650,
      className: 'tf-ink',
      fill: inks.ink,
      family: sans,
      anchor: 'middle',
    }),
    nameLines.length
      ? textLines(nameLines, {
          x,
          y: y + radius + 24,
          size: markNameSize,
          leading: 25,
          italic: true,
          className: 'tf-quiet',
          fill: inks.quiet,
          anchor: 'middle',
        })
      : '',
  )
}
