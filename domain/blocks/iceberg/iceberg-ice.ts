/** The berg itself: calm water, the outline of the ice around the lanes, a few facets. */
import { inks, pathData, tag } from '../svg.ts'
import { type IcebergLayout, pictureWidth } from './iceberg-layout.ts'

/** Two calm waves at the water line and the tinted water below. */
export function water(layout: IcebergLayout): string {
  const wave = (y: number) => {
    const parts: (string | number)[] = ['M', 0, y]
    for (let x = 0; x < pictureWidth; x += 100) parts.push('q', 25, -9, 50, 0, 't', 50, 0)
    return parts
  }
  const { waterline, foot } = layout
  return (
    tag('path', {
      class: 'tf-water',
      fill: inks.water,
      d: `${pathData(...wave(waterline))} V ${layout.height} H 0 Z`,
    }) +
    tag('path', {
      class: 'tf-line',
      fill: 'none',
      stroke: inks.accent,
      'stroke-width': 2.5,
      d: pathData(...wave(waterline)),
    }) +
    tag('path', {
      class: 'tf-line',
      fill: 'none',
      stroke: inks.accent,
      'stroke-width': 1.5,
      'stroke-opacity': 0.5,
      d: pathData(...wave(waterline + 13)),
    }) +
    tag('path', {
      class: 'tf-hairline',
      fill: 'none',
      stroke: inks.hair,
      'stroke-width': 1.5,
      'stroke-dasharray': '2 9',
      'stroke-linecap': 'round',
      d: pathData('M', 120, foot + 32, 'H', 880),
    })
  )
}

/** The ice is an outline around the lanes, with a few facets like a pencil drawing. */
export function ice(layout: IcebergLayout): string {
  const at = (lane: string) => layout.lanes.find((box) => box.lane === lane)!
  const events = at('events')
  const patterns = at('patterns')
  const structure = at('artefacts')
  const peak = events.y - 92
  const { waterline, foot } = layout
  const base = structure.y + structure.height
  const left = [
    [438, peak + 20],
    [372, events.y - 40],
    [316, events.y - 22],
    [214, events.y + 46],
    [190, waterline - 70],
    [150, waterline],
    [92, patterns.y + 40],
    [98, patterns.y + patterns.height - 20],
    [44, structure.y - 4],
    [22, structure.y + 70],
    [34, base - 40],
    [96, base + 22],
    [210, base + 34],
    [330, foot - 8],
  ]
  const right = [
    [520, peak - 8],
    [566, peak + 34],
    [636, events.y - 44],
    [712, events.y - 8],
    [790, events.y + 60],
    [806, waterline - 60],
    [856, waterline],
    [906, patterns.y + 30],
    [898, patterns.y + patterns.height - 30],
    [958, structure.y - 10],
    [980, structure.y + 80],
    [962, base - 50],
    [912, base + 14],
    [770, base + 40],
    [640, base + 28],
    [520, foot],
  ]
  const outline = [
    'M',
    ...[...left].reverse().flatMap((point, index) => (index === 0 ? point : ['L', ...point])),
    ...right.flatMap((point) => ['L', ...point]),
    'Z',
  ]
  const facets: (string | number)[][] = [
    ['M', 520, peak - 8, 'L', 494, peak + 44, 'L', 452, events.y - 14],
    ['M', 494, peak + 44, 'L', 566, peak + 34],
    ['M', 712, events.y - 8, 'L', 690, events.y + 22],
    ['M', 806, waterline - 60, 'L', 792, waterline - 20],
    ['M', 22, structure.y + 70, 'L', 50, structure.y + 96],
    ['M', 210, base + 34, 'L', 250, base + 8, 'L', 330, foot - 8],
    ['M', 770, base + 40, 'L', 736, base + 8],
  ]
  return (
    tag('path', {
      class: 'tf-ice',
      fill: inks.ice,
      stroke: inks.ink,
      'stroke-width': 2.5,
      'stroke-linejoin': 'round',
      d: pathData(...outline),
    }) +
    tag('path', {
      class: 'tf-hairline',
      fill: 'none',
      stroke: inks.hair,
      'stroke-width': 1.5,
      'stroke-linecap': 'round',
      d: facets.map((facet) => pathData(...facet)).join(' '),
    })
  )
}
