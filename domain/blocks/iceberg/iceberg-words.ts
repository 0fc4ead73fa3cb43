/** The iceberg as text: short, as a nested list, and as a table. */
import { count, dayWords, sentence } from '../day-words.ts'
import { shorten } from '../text-box.ts'
import type { DataTable, TextLine } from '../tool.ts'
import {
  cardsOf,
  drawnLinks,
  type IcebergCard,
  type IcebergState,
  icebergLanes,
  laneWords,
  modeWords,
} from './iceberg.ts'

const issueOf = (state: IcebergState) => state.issue.trim() || 'no issue named yet'

export const icebergTitle = (state: IcebergState) => `Iceberg: ${issueOf(state)}`

export function icebergShort(state: IcebergState): string {
  const tail = `. ${count(state.events.length, 'event')}, ${count(state.patterns.length, 'pattern')}, held by ${count(state.artefacts.length, 'thing')} and ${count(state.mentalModels.length, 'belief')}.`
  const head = state.mode === 'hoped' ? 'Hoped-for iceberg: ' : 'Iceberg: '
  return `${head}${shorten(issueOf(state).replace(/[.\s]+$/, ''), 150 - head.length - tail.length)}${tail}`
}

export function icebergLines(state: IcebergState): TextLine[] {
  const view = state.dateOfView ? `, seen on ${dayWords(state.dateOfView)}` : ''
  return [
    { text: `Iceberg: “${issueOf(state)}”. ${modeWords[state.mode]}${view}.` },
    laneLine(state, 'events', (cards) => `Above water, ${count(cards.length, 'event')}`),
    laneLine(state, 'patterns', (cards) => `Just below, ${count(cards.length, 'pattern')}`),
    laneLine(state, 'artefacts', () => laneWords.artefacts.name),
    laneLine(state, 'mentalModels', () => laneWords.mentalModels.name),
    laneLine(state, 'leverage', () => laneWords.leverage.name),
    ...linkLines(state),
  ]
}

function laneLine(
  state: IcebergState,
  name: (typeof icebergLanes)[number],
  heading: (cards: IcebergCard[]) => string,
): TextLine {
  const cards = cardsOf(state, name)
  if (cards.length === 0) return { text: `${heading(cards)}: nothing written yet.` }
  return { text: `${heading(cards)}:`, under: cards.map((card) => ({ text: cardWords(card) })) }
}

/** A card as one sentence: its text, since when, who holds it, how it is known. */
export function cardWords(card: IcebergCard): string {
  const about = [card.since && `since ${card.since}`, card.heldBy && `held by ${card.heldBy}`]
    .filter(Boolean)
    .join(', ')
  const head = sentence(`${card.text.trim() || 'An empty card'}${about ? ` (${about})` : ''}`)
  return card.howWeKnow ? `${head} How we know: ${sentence(card.howWeKnow)}` : head
}

function linkLines(state: IcebergState): TextLine[] {
  const links = drawnLinks(state)
  if (links.length === 0) return []
  const words = new Map(icebergLanes.flatMap((name) => cardsOf(state, name).map((card) => [card.id, card.text.trim()])))
  return [
    {
      text: 'Lines between cards:',
      under: links.map((link) => ({ text: `From “${words.get(link.from)}” to “${words.get(link.to)}”.` })),
    },
  ]
}

export function icebergTable(state: IcebergState): DataTable {
  return {
    caption: icebergTitle(state),
    head: ['Layer', 'Card', 'Since', 'Held by', 'How we know'],
    rows: icebergLanes.flatMap((name) =>
      cardsOf(state, name).map((card) => [
        laneWords[name].name,
        card.text,
        card.since ?? '',
        card.heldBy ?? '',
        card.howWeKnow ?? '',
      ]),
    ),
  }
}
