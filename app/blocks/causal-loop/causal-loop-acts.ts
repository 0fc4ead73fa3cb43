/** Variables of a causal loop diagram moved in the picture, and the acts that more than one editor offers. */
import { arrangeCausalLoop, circlePlaces, freePlace } from '#domain/blocks/causal-loop/arrange.ts'
import { type CausalLink, type CausalLoopState, mostVariables } from '#domain/blocks/causal-loop/causal-loop.ts'
import { layOutCausalLoop, placeAt } from '#domain/blocks/causal-loop/causal-loop-layout.ts'
import { addItem, change, removeItem, setItemFields } from '#domain/blocks/edit-tool.ts'
import { completeTool, readTool } from '#domain/blocks/registry.ts'
import type { PicturePart } from '#domain/blocks/tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { PictureActs, PicturePoint } from '../picture-editor.tsx'
import type { ToolSession } from '../tool-session.ts'

export const causalLoopOf = (state: ToolState) => state as unknown as CausalLoopState

export function causalLoopActs(session: ToolSession, choose: (partId: string | null) => void): PictureActs {
  return {
    movable: (part) => part.list === 'vars',
    preview(state, part, from, to) {
      const place = dropPlace(causalLoopOf(state), part, from, to)
      const vars = causalLoopOf(state).vars.map((variable) =>
        variable.id === part.id ? { ...variable, ...place } : variable,
      )
      return { ...state, vars }
    },
    drop(state, part, from, to) {
      placeVariable(session, causalLoopOf(state), part.id, dropPlace(causalLoopOf(state), part, from, to))
    },
    step(state, part, x, y) {
      const variable = causalLoopOf(state).vars.find((candidate) => candidate.id === part.id)
      if (!variable) return ''
      const place = { x: within((variable.x ?? 500) + x * 25), y: within((variable.y ?? 500) + y * 25) }
      placeVariable(session, causalLoopOf(state), part.id, place)
      return `${variable.name || 'The variable'} stands at ${place.x} across, ${place.y} down.`
    },
    remove(part) {
      if (part.list === 'vars') removeVariable(session, part.id)
      else if (part.list === 'links') removeItem(session, 'links', part.id)
    },
    add: () => choose(addVariable(session, completeTool(readTool(session.map)), '')),
  }
}

const within = (value: number) => Math.min(1000, Math.max(0, Math.round(value)))

function dropPlace(state: CausalLoopState, part: PicturePart, from: PicturePoint, to: PicturePoint) {
  const middle = { x: part.x + part.width / 2 + to.x - from.x, y: part.y + part.height / 2 + to.y - from.y }
  return placeAt(layOutCausalLoop(state), middle)
}

/** Places one variable; the first time that somebody does so, the others keep the places that they were shown at. */
export function placeVariable(
  session: ToolSession,
  state: CausalLoopState,
  id: string,
  place: { x: number; y: number },
): void {
  change(session, () => {
    keepPlaces(session, state)
    setItemFields(session, 'vars', id, place)
  })
}

function keepPlaces(session: ToolSession, state: CausalLoopState): void {
  const stored = new Map(storedVars(session).map((variable) => [variable.id, variable]))
  for (const variable of arrangeCausalLoop(state).vars)
    if (stored.get(variable.id)?.x === undefined)
      setItemFields(session, 'vars', variable.id, { x: variable.x, y: variable.y })
}

type Stored = { id: string; x: unknown }
function storedVars(session: ToolSession): Stored[] {
  const rows = session.map.get('vars') as { toArray(): { get(name: string): unknown }[] } | undefined
  return rows?.toArray().map((row) => ({ id: String(row.get('id')), x: row.get('x') ?? undefined })) ?? []
}

/** @returns the id of the new variable, or null when the diagram is full */
export function addVariable(
  session: ToolSession,
  state: ToolState,
  name: string,
  nearId: string | null = null,
): string | null {
  const vars = causalLoopOf(state).vars ?? []
  if (vars.length >= mostVariables) return null
  const id = session.newId()
  const near = vars.find((variable) => variable.id === nearId) ?? null
  addItem(session, 'vars', { id, name, ...freePlace(vars, near) })
  return id
}

/** Takes a variable away with its links, in one act that one undo brings back. */
export function removeVariable(session: ToolSession, id: string): void {
  change(session, () => {
    const rows = session.map.get('links') as { toArray(): { get(name: string): unknown }[] } | undefined
    for (const row of rows?.toArray() ?? [])
      if (row.get('from') === id || row.get('to') === id) removeItem(session, 'links', String(row.get('id')))
    removeItem(session, 'vars', id)
  })
}

/** Adds or changes the link between two variables. @returns a sentence about it */
export function addLink(session: ToolSession, state: ToolState, link: Omit<CausalLink, 'id' | 'howWeKnow'>): string {
  if (link.from === link.to) return 'A link needs two different variables.'
  const known = causalLoopOf(state).links.find((other) => other.from === link.from && other.to === link.to)
  if (known) {
    setItemFields(session, 'links', known.id, { sign: link.sign, delay: link.delay })
    return 'These two were linked already; the link now says this.'
  }
  addItem(session, 'links', { id: session.newId(), ...link })
  return 'The link is drawn.'
}

export function arrangeOnCircle(session: ToolSession, state: ToolState): void {
  change(session, () => {
    for (const [id, place] of circlePlaces(causalLoopOf(state))) setItemFields(session, 'vars', id, place)
  })
}
