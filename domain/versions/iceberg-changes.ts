import {
  cardsOf,
  drawnLinks,
  type IcebergCard,
  type IcebergLane,
  type IcebergState,
  icebergLanes,
  laneWords,
  modeWords,
} from '#domain/blocks/iceberg/iceberg.ts'
import { compareLists, quoted } from './list-changes.ts'

type Card = IcebergCard & { lane: IcebergLane }

const allCards = (state: IcebergState): Card[] =>
  icebergLanes.flatMap((lane) => cardsOf(state, lane).map((card) => ({ ...card, lane })))

/** What changed between two states of an iceberg: its issue, its cards wherever they lie, the lines between them. */
export function icebergChanges(before: IcebergState, after: IcebergState): string[] {
  const changes: string[] = []
  if (before.issue.trim() !== after.issue.trim()) {
    changes.push(`The issue was ${quoted(before.issue, 'not named')}, and is ${quoted(after.issue, 'not named')}.`)
  }
  if (before.mode !== after.mode) changes.push(`It shows: ${modeWords[after.mode].toLowerCase()}.`)
  const cards = compareLists(allCards(before), allCards(after))
  for (const card of cards.added) changes.push(`${laneWords[card.lane].name}: ${quoted(card.text)} was added.`)
  for (const card of cards.removed) changes.push(`${laneWords[card.lane].name}: ${quoted(card.text)} was taken out.`)
  for (const { was, is } of cards.kept) changes.push(...cardChanges(was, is))
  return [...changes, ...lineChanges(before, after)]
}

function cardChanges(was: Card, is: Card): string[] {
  const changes: string[] = []
  const name = quoted(is.text)
  if (was.lane !== is.lane) {
    changes.push(`${name} was moved from “${laneWords[was.lane].name}” to “${laneWords[is.lane].name}”.`)
  }
  if (was.text !== is.text) changes.push(`${laneWords[is.lane].name}: ${quoted(was.text)} became ${name}.`)
  const about = [
    ['since', 'since when'],
    ['heldBy', 'who holds it'],
    ['howWeKnow', 'how we know'],
  ] as const
  for (const [field, words] of about) {
    // A card that lies in another lane keeps unseen what only that lane asks for.
    if (was.lane === is.lane && (was[field] ?? '') !== (is[field] ?? '')) {
      changes.push(`${name}, ${words}: now ${quoted(is[field], 'nothing')}.`)
    }
  }
  return changes
}

function lineChanges(before: IcebergState, after: IcebergState): string[] {
  const lines = compareLists(drawnLinks(before), drawnLinks(after))
  const told = (state: IcebergState, { from, to }: { from: string; to: string }) => {
    const text = (id: string) => quoted(allCards(state).find((card) => card.id === id)?.text)
    return `from ${text(from)} to ${text(to)}`
  }
  return [
    ...lines.added.map((line) => `A line ${told(after, line)} was drawn.`),
    ...lines.removed.map((line) => `The line ${told(before, line)} was taken out.`),
    ...lines.kept
      .filter(({ was, is }) => was.from !== is.from || was.to !== is.to)
      .map(({ was, is }) => `The line ${told(before, was)} now goes ${told(after, is)}.`),
  ]
}
