/** The iceberg drawn: a tip above the water line, the wide mass below it, and the cards on the ice. */
import { dayWords } from '../day-words.ts'
import { inks, pathData, sans, tag, textLines } from '../svg.ts'
import { isRightToLeft, textWidth } from '../text-box.ts'
import type { Picture } from '../tool.ts'
import { drawnLinks, type IcebergState, laneWords, modeWords } from './iceberg.ts'
import { type CardBox, cardSize, type IcebergLayout, layOutIceberg, noteSize, pictureWidth } from './iceberg-layout.ts'

export function icebergPicture(state: IcebergState): Picture {
  const layout = layOutIceberg(state)
  const svg = [
    water(layout),
    ice(layout),
    heading(state, layout),
    divider(layout),
    ...links(state, layout),
    ...layout.lanes.map((lane) => laneHeading(state, lane.lane, lane.x + lane.width / 2, lane.y)),
    ...layout.cards.map(card),
  ].join('')
  const parts = layout.cards.map((box) => ({
    id: box.card.id,
    list: box.lane,
    label: `${laneWords[box.lane].one}: ${box.card.text || 'empty'}`,
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
  }))
  const spots = layout.lanes.map((lane) => ({
    list: lane.lane,
    label: `Add to ${laneWords[lane.lane].name}`,
    x: lane.x + lane.width / 2 + textWidth(laneWords[lane.lane].name, 24) / 2 + 20,
    y: lane.y + 8,
    width: 44,
    height: 36,
  }))
  return { width: pictureWidth, height: layout.height, svg, parts, spots }
}

function heading(state: IcebergState, layout: IcebergLayout): string {
  const view = state.dateOfView ? ` · ${dayWords(state.dateOfView)}` : ''
  const middle = pictureWidth / 2
  return (
    textLines([`${modeWords[state.mode]}${view}`], {
      x: middle,
      y: 40,
      size: 21,
      className: 'tf-quiet',
      fill: inks.quiet,
      family: sans,
      anchor: 'middle',
    }) +
    textLines(layout.titleLines, {
      x: middle,
      y: 88,
      size: 36,
      leading: 44,
      weight: 600,
      className: 'tf-ink',
      fill: inks.ink,
      anchor: 'middle',
    })
  )
}

function laneHeading(state: IcebergState, lane: CardBox['lane'], x: number, y: number): string {
  const words = laneWords[lane]
  const ground = Math.max(textWidth(words.name, 24), textWidth(words[state.mode], 20)) + 16
  // The ground behind the words keeps a line between cards from running through them.
  return tag(
    'g',
    {},
    tag('rect', {
      class: lane === 'leverage' ? 'tf-water' : 'tf-ice-ground',
      x: x - ground / 2,
      y: y + 10,
      width: ground,
      height: 62,
      rx: 10,
      fill: lane === 'leverage' ? inks.water : inks.ice,
    }),
    textLines([words.name], {
      x,
      y: y + 34,
      size: 24,
      weight: 650,
      className: 'tf-ink',
      fill: inks.ink,
      family: sans,
      anchor: 'middle',
    }),
    textLines([words[state.mode]], {
      x,
      y: y + 64,
      size: 20,
      italic: true,
      className: 'tf-quiet',
      fill: inks.quiet,
      anchor: 'middle',
    }),
  )
}

/** Two calm waves at the water line and the tinted water below. */
function water(layout: IcebergLayout): string {
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
function ice(layout: IcebergLayout): string {
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

/** The line between the two halves of the structure layer. */
function divider(layout: IcebergLayout): string {
  const lane = layout.lanes.find((box) => box.lane === 'artefacts')!
  return tag('path', {
    class: 'tf-hairline',
    stroke: inks.hair,
    'stroke-width': 1.5,
    d: pathData('M', 500, lane.y + 16, 'V', lane.y + lane.height),
  })
}

function card(box: CardBox): string {
  const rightToLeft = isRightToLeft(box.card.text)
  const x = rightToLeft ? box.x + box.width - 18 : box.x + 18
  const direction = rightToLeft ? 'rtl' : undefined
  let y = box.y + 15 + cardSize
  const words = textLines(box.lines, { x, y, size: cardSize, className: 'tf-ink', fill: inks.ink, direction })
  y += (box.lines.length - 1) * cardSize * 1.24 + 8
  const notes = box.notes.map((note) => {
    const drawn = textLines(note.lines, {
      x,
      y: y + noteSize * 1.3,
      size: noteSize,
      leading: noteSize * 1.3,
      italic: note.words !== 'howWeKnow',
      className: note.words === 'howWeKnow' ? 'tf-accent-ink' : 'tf-quiet',
      fill: note.words === 'howWeKnow' ? inks.accent : inks.quiet,
      direction,
    })
    y += note.lines.length * noteSize * 1.3
    return drawn
  })
  const shape = box.lane === 'mentalModels' ? 22 : box.lane === 'leverage' ? 12 : 8
  return tag(
    'g',
    { class: `tf-part tf-card tf-card-${box.lane}`, 'data-part-id': box.card.id },
    tag('rect', {
      class: 'tf-raised',
      x: box.x,
      y: box.y,
      width: box.width,
      height: box.height,
      rx: shape,
      fill: inks.raised,
      stroke: inks.hair,
      'stroke-width': 1.8,
    }),
    box.lane === 'leverage' ? lever(box) : '',
    words,
    ...notes,
  )
}

/** A lever on its point, at the corner of a leverage card. */
function lever(box: CardBox): string {
  const x = box.x + box.width / 2
  const y = box.y + box.height
  return tag('path', { class: 'tf-accent', fill: inks.accent, d: pathData('M', x, y, 'l', 11, 17, 'h', -22, 'Z') })
}

/** Lines run behind the cards, from edge to edge, with a small head. */
function links(state: IcebergState, layout: IcebergLayout): string[] {
  const boxes = new Map(layout.cards.map((box) => [box.card.id, box]))
  return drawnLinks(state).map((link) => {
    const from = boxes.get(link.from)!
    const to = boxes.get(link.to)!
    const down = to.y > from.y
    const level = Math.abs(to.y + to.height / 2 - from.y - from.height / 2) < Math.max(to.height, from.height) / 2 + 20
    const a = level
      ? { x: to.x > from.x ? from.x + from.width : from.x, y: from.y + from.height / 2 }
      : { x: from.x + from.width / 2, y: down ? from.y + from.height : from.y }
    const b = level
      ? { x: to.x > from.x ? to.x : to.x + to.width, y: to.y + to.height / 2 }
      : { x: to.x + to.width / 2, y: down ? to.y : to.y + to.height }
    const bend = level ? 0 : (b.y - a.y) * 0.45
    const side = level ? (b.x - a.x) * 0.45 : 0
    const head = level
      ? pathData('M', b.x - Math.sign(side) * 13, b.y - 8, 'L', b.x, b.y, 'L', b.x - Math.sign(side) * 13, b.y + 8)
      : pathData('M', b.x - 8, b.y - Math.sign(bend) * 13, 'L', b.x, b.y, 'L', b.x + 8, b.y - Math.sign(bend) * 13)
    return tag(
      'g',
      {
        class: 'tf-part tf-thread',
        'data-part-id': link.id,
        fill: 'none',
        stroke: inks.accent,
        'stroke-width': 2.5,
        'stroke-linecap': 'round',
      },
      tag('path', {
        class: 'tf-line',
        d: pathData('M', a.x, a.y, 'C', a.x + side, a.y + bend, b.x - side, b.y - bend, b.x, b.y),
      }),
      tag('path', { class: 'tf-line', d: head }),
    )
  })
}
