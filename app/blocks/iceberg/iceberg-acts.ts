/** Cards of the iceberg moved in the picture: by hand between lanes, or a step at a time by arrow keys. */
import { addItem, moveItem, removeItem } from '#domain/blocks/edit-tool.ts'
import {
  cardsOf,
  type IcebergLane,
  type IcebergState,
  icebergLanes,
  laneWords,
} from '#domain/blocks/iceberg/iceberg.ts'
import { layOutIceberg } from '#domain/blocks/iceberg/iceberg-layout.ts'
import type { PicturePart } from '#domain/blocks/tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { PictureActs, PicturePoint } from '../picture-editor.tsx'
import type { ToolSession } from '../tool-session.ts'

const icebergOf = (state: ToolState) => state as unknown as IcebergState
const isLane = (name: string): name is IcebergLane => (icebergLanes as readonly string[]).includes(name)

export function icebergActs(session: ToolSession, choose: (partId: string | null) => void): PictureActs {
  return {
    movable: (part) => isLane(part.list),
    preview(state, part, from, to) {
      const target = dropTarget(icebergOf(state), part, from, to)
      return target && (withMoved(icebergOf(state), part, target) as unknown as ToolState)
    },
    drop(state, part, from, to) {
      const target = dropTarget(icebergOf(state), part, from, to)
      if (target) moveItem(session, part.list, part.id, target.lane, target.before)
    },
    step(state, part, x, y) {
      const target = stepTarget(icebergOf(state), part, x, y)
      if (!target) return 'No further this way.'
      moveItem(session, part.list, part.id, target.lane, target.before)
      return target.lane === part.list ? 'Moved.' : `Moved to ${laneWords[target.lane].name}.`
    },
    remove(part) {
      if (isLane(part.list)) removeItem(session, part.list, part.id)
    },
    add(list) {
      const id = session.newId()
      addItem(session, list, { id, text: '' })
      choose(id)
    },
  }
}

type Target = { lane: IcebergLane; before: string | null }

/** The lane under the middle of the dragged card, and the card there that it would come before. */
function dropTarget(state: IcebergState, part: PicturePart, from: PicturePoint, to: PicturePoint): Target | undefined {
  const layout = layOutIceberg(state)
  const x = part.x + part.width / 2 + to.x - from.x
  const y = part.y + part.height / 2 + to.y - from.y
  const distance = (lane: { x: number; y: number; width: number; height: number }) =>
    Math.max(0, lane.x - x, x - lane.x - lane.width) + Math.max(0, lane.y - y, y - lane.y - lane.height)
  const lane = layout.lanes.reduce((best, next) => (distance(next) < distance(best) ? next : best)).lane
  const others = layout.cards.filter((box) => box.lane === lane && box.card.id !== part.id)
  const wide = lane === 'artefacts' || lane === 'mentalModels'
  const next = others.find(
    (box) => y < box.y || (y < box.y + box.height && (wide ? y < box.y + box.height / 2 : x < box.x + box.width / 2)),
  )
  return { lane, before: next?.card.id ?? null }
}

/** Up and down step through the cards of a lane and on to the next lane; left and right change the half of the structure. */
function stepTarget(state: IcebergState, part: PicturePart, x: number, y: number): Target | undefined {
  if (!isLane(part.list)) return undefined
  const cards = cardsOf(state, part.list).map((card) => card.id)
  const at = cards.indexOf(part.id)
  if (x > 0 && part.list === 'artefacts') return { lane: 'mentalModels', before: null }
  if (x < 0 && part.list === 'mentalModels') return { lane: 'artefacts', before: null }
  const way = Math.sign(x || y)
  if (way < 0 && at > 0) return { lane: part.list, before: cards[at - 1]! }
  if (way > 0 && at < cards.length - 1) return { lane: part.list, before: cards[at + 2] ?? null }
  const lane = neighbour(part.list, Math.sign(y))
  if (!lane) return undefined
  return { lane, before: y > 0 ? (cardsOf(state, lane)[0]?.id ?? null) : null }
}

function neighbour(lane: IcebergLane, way: number): IcebergLane | undefined {
  if (lane === 'mentalModels') return way < 0 ? 'patterns' : way > 0 ? 'leverage' : undefined
  if (lane === 'artefacts') return way < 0 ? 'patterns' : way > 0 ? 'leverage' : undefined
  if (lane === 'leverage') return way < 0 ? 'artefacts' : undefined
  if (lane === 'events') return way > 0 ? 'patterns' : undefined
  return way < 0 ? 'events' : way > 0 ? 'artefacts' : undefined
}

function withMoved(state: IcebergState, part: PicturePart, target: Target): IcebergState {
  if (!isLane(part.list)) return state
  const card = cardsOf(state, part.list).find((candidate) => candidate.id === part.id)
  if (!card) return state
  const without = cardsOf(state, part.list).filter((candidate) => candidate.id !== part.id)
  const left = { ...state, [part.list]: without } as IcebergState
  const lane = [...cardsOf(left, target.lane)]
  const at = target.before === null ? -1 : lane.findIndex((candidate) => candidate.id === target.before)
  lane.splice(at < 0 ? lane.length : at, 0, card)
  return { ...left, [target.lane]: lane }
}
