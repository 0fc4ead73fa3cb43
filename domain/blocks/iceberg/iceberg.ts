/**
 * The systems iceberg: what happened, what keeps happening, and what holds it in place. The structure layer has two
 * halves side by side, the things (artefacts: rules, rooms, data) and the beliefs (mental models).
 */
import { choice, commonParts, key, lane, list, type StateOf, text } from '../shape.ts'

const cardText = text(400)

export const icebergShape = {
  tool: 'iceberg',
  parts: {
    mode: choice('today', 'hoped'),
    issue: text(200),
    events: lane('cards', { text: cardText }),
    patterns: lane('cards', { text: cardText, since: text(120), howWeKnow: text(400) }),
    artefacts: lane('cards', { text: cardText }),
    mentalModels: lane('cards', { text: cardText, heldBy: text(120) }),
    leverage: lane('cards', { text: cardText }),
    links: list({ from: key, to: key }),
    ...commonParts,
  },
} as const

export type IcebergState = StateOf<typeof icebergShape>
export type IcebergMode = IcebergState['mode']

export const icebergLanes = ['events', 'patterns', 'artefacts', 'mentalModels', 'leverage'] as const
export type IcebergLane = (typeof icebergLanes)[number]
export type IcebergCard = { id: string; text: string; since?: string; howWeKnow?: string; heldBy?: string }

export const cardsOf = (state: IcebergState, name: IcebergLane): IcebergCard[] => state[name]

/** The words of each lane: its name, and the question that it asks today and for the hoped-for iceberg. */
export const laneWords: Record<IcebergLane, { name: string; one: string; many: string; today: string; hoped: string }> =
  {
    events: {
      name: 'Events',
      one: 'event',
      many: 'events',
      today: 'What happened?',
      hoped: 'What would we see happen?',
    },
    patterns: {
      name: 'Patterns',
      one: 'pattern',
      many: 'patterns',
      today: 'What keeps happening?',
      hoped: 'What would keep happening?',
    },
    artefacts: {
      name: 'Held by things',
      one: 'thing',
      many: 'things',
      today: 'Which rules, rooms, schedules, data hold it?',
      hoped: 'Which rules, rooms, schedules, data would hold it?',
    },
    mentalModels: {
      name: 'Held by beliefs',
      one: 'belief',
      many: 'beliefs',
      today: 'What do we, and others, take to be true?',
      hoped: 'What would we, and others, take to be true?',
    },
    leverage: {
      name: 'Leverage',
      one: 'place of leverage',
      many: 'places of leverage',
      today: 'Where could a small change move much?',
      hoped: 'What small change comes first?',
    },
  }

export const modeWords: Record<IcebergMode, string> = { today: 'As it is today', hoped: 'As we hope it will be' }

/** The links whose two cards are there; a colleague may have taken one away. */
export function drawnLinks(state: IcebergState): IcebergState['links'] {
  const ids = new Set(icebergLanes.flatMap((name) => cardsOf(state, name).map((card) => card.id)))
  return state.links.filter((link) => link.from !== link.to && ids.has(link.from) && ids.has(link.to))
}
