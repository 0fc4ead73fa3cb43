/** The iceberg drawn: a tip above the water line, the wide mass below it, and the cards on the ice. */
import { dayWords } from '../day-words.ts'
import { inks, pathData, sans, tag, textLines } from '../svg.ts'
import { isRightToLeft, textWidth } from '../text-box.ts'
import { headPart, type Picture } from '../tool.ts'
import { type IcebergState, laneWords, modeWords } from './iceberg.ts'
import { ice, water } from './iceberg-ice.ts'
import { type CardBox, cardSize, type IcebergLayout, layOutIceberg, noteSize, pictureWidth } from './iceberg-layout.ts'
import { threads } from './iceberg-threads.ts'

export function icebergPicture(state: IcebergState): Picture {
  const layout = layOutIceberg(state)
  const svg = [
    water(layout),
    ice(layout),
    heading(state, layout),
    divider(layout),
    ...threads(state, layout),
    ...layout.lanes.map((lane) => laneHeading(state, lane.lane, lane.x + lane.width / 2, lane.y)),
    ...layout.cards.map(card),
  ].join('')
  const cards = layout.cards.map((box) => ({
    id: box.card.id,
    list: box.lane,
    label: `${laneWords[box.lane].one}: ${box.card.text || 'empty'}`,
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
  }))
  const titleHeight = layout.titleLines.length * 44
  const issue = { id: headPart, list: headPart, label: `the issue: ${state.issue || 'not named yet'}` }
  const parts = [{ ...issue, x: 150, y: 14, width: 700, height: titleHeight + 44 }, ...cards]
  const spots = layout.lanes.map((lane) => ({
    list: lane.lane,
    label: `Add to ${laneWords[lane.lane].name}`,
    x: lane.x + lane.width / 2 + textWidth(laneWords[lane.lane].name, 24) / 2 + 20,
    y: lane.y - 4,
    width: 44,
    height: 36,
  }))
  return { width: pictureWidth, height: layout.height, svg, parts, spots }
}

function heading(state: IcebergState, layout: IcebergLayout): string {
  const view = state.dateOfView ? ` · ${dayWords(state.dateOfView)}` : ''
  const middle = pictureWidth / 2
  return tag(
    'g',
    { class: 'tf-part tf-head', 'data-part-id': headPart },
    textLines([`${modeWords[state.mode]}${view}`], {
      x: middle,
      y: 40,
      size: 21,
      className: 'tf-quiet',
      fill: inks.quiet,
      family: sans,
      anchor: 'middle',
    }),
    textLines(layout.titleLines, {
      x: middle,
      y: 88,
      size: 36,
      leading: 44,
      weight: 600,
      className: 'tf-ink',
      fill: inks.ink,
      anchor: 'middle',
    }),
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
