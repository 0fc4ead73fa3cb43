/**
 * Where everything of an iceberg stands, in units of a picture 1000 wide. Cards keep their order, flow into the
 * shortest column, and each lane is as high as its cards need; the ice is drawn around the lanes afterwards.
 */
import { balanceText, wrapText } from '../text-box.ts'
import { cardsOf, type IcebergCard, type IcebergLane, type IcebergState } from './iceberg.ts'

export const pictureWidth = 1000
export const cardSize = 25
export const noteSize = 20
const cardLeading = cardSize * 1.24
const noteLeading = noteSize * 1.3
const padding = 18
const gap = 16
const headingHeight = 84

export type CardNote = { words: 'since' | 'heldBy' | 'howWeKnow'; lines: string[] }
export type CardBox = {
  card: IcebergCard
  lane: IcebergLane
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  notes: CardNote[]
}
export type LaneBox = { lane: IcebergLane; x: number; y: number; width: number; height: number }
export type IcebergLayout = {
  height: number
  titleLines: string[]
  lanes: LaneBox[]
  cards: CardBox[]
  waterline: number
  foot: number
}

const places: Record<IcebergLane, { x: number; width: number; columns: number }> = {
  events: { x: 220, width: 560, columns: 2 },
  patterns: { x: 120, width: 760, columns: 2 },
  artefacts: { x: 62, width: 424, columns: 1 },
  mentalModels: { x: 514, width: 424, columns: 1 },
  leverage: { x: 120, width: 760, columns: 2 },
}

export function layOutIceberg(state: IcebergState): IcebergLayout {
  const titleLines = balanceText(state.issue.trim() || 'What is the issue?', 900, 36)
  const lanes: LaneBox[] = []
  const cards: CardBox[] = []
  let y = 52 + titleLines.length * 44 + 118
  const stack = (names: IcebergLane[], least: number) => {
    const heights = names.map((name) => {
      const placed = placeLane(name, cardsOf(state, name), y)
      cards.push(...placed.cards)
      return placed.height
    })
    const height = Math.max(least, ...heights)
    for (const name of names) lanes.push({ lane: name, x: places[name].x, y, width: places[name].width, height })
    y += height
  }
  stack(['events'], 150)
  const waterline = y + 34
  y += 72
  stack(['patterns'], 150)
  y += 44
  stack(['artefacts', 'mentalModels'], 190)
  const foot = y + 70
  y += 104
  stack(['leverage'], 130)
  return { height: Math.ceil(y + 34), titleLines, lanes, cards, waterline, foot }
}

/** Flows cards into the lane's columns below its heading; a single card stands in the middle. */
function placeLane(lane: IcebergLane, cards: IcebergCard[], top: number): { cards: CardBox[]; height: number } {
  const { x, width, columns } = places[lane]
  const columnWidth = (width - gap * (columns - 1)) / columns
  const used = Math.min(columns, Math.max(1, cards.length))
  const left = x + (width - used * columnWidth - (used - 1) * gap) / 2
  const bottoms = Array.from({ length: used }, () => top + headingHeight)
  const boxes = cards.map((card) => {
    const column = bottoms.indexOf(Math.min(...bottoms))
    const box = measureCard(card, lane, columnWidth)
    const placed = { ...box, x: left + column * (columnWidth + gap), y: bottoms[column]! }
    bottoms[column] = placed.y + placed.height + gap
    return placed
  })
  return { cards: boxes, height: Math.max(...bottoms) - top }
}

function measureCard(card: IcebergCard, lane: IcebergLane, width: number): Omit<CardBox, 'x' | 'y'> {
  const room = width - padding * 2
  const lines = wrapText(card.text, room, cardSize)
  const notes: CardNote[] = []
  if (card.since) notes.push({ words: 'since', lines: wrapText(`since ${card.since}`, room, noteSize) })
  if (card.heldBy) notes.push({ words: 'heldBy', lines: wrapText(`held by ${card.heldBy}`, room, noteSize) })
  if (card.howWeKnow)
    notes.push({ words: 'howWeKnow', lines: wrapText(`How we know: ${card.howWeKnow}`, room, noteSize) })
  const noteLines = notes.reduce((sum, note) => sum + note.lines.length, 0)
  const height = padding * 2 - 6 + lines.length * cardLeading + (noteLines ? 8 + noteLines * noteLeading : 0)
  return { card, lane, width, height, lines, notes }
}
