/** The causal loop diagram: variables that rise and fall, links that carry the movement on, and the loops they close. */
import { choice, commonParts, flag, key, keys, list, place, type StateOf, text } from '../shape.ts'

export const causalLoopShape = {
  tool: 'causal-loop',
  parts: {
    title: text(200),
    vars: list({ name: text(120), x: place, y: place }),
    links: list({ from: key, to: key, sign: choice('+', '-'), delay: flag, howWeKnow: text(400) }),
    /** Loops are found, not stored; here are the names and stories that people gave them. */
    loops: list({ linkIds: keys, name: text(120), story: text(1200) }),
    ...commonParts,
  },
} as const

export type CausalLoopState = StateOf<typeof causalLoopShape>
export type Variable = CausalLoopState['vars'][number]
export type CausalLink = CausalLoopState['links'][number]
export type LoopNote = CausalLoopState['loops'][number]

/** The editor offers no more; a picture with more cannot be read. */
export const mostVariables = 30

/** The links that can be drawn: both ends are there and differ. */
export function drawnLinks(state: Pick<CausalLoopState, 'vars' | 'links'>): CausalLink[] {
  const ids = new Set(state.vars.map((variable) => variable.id))
  return state.links.filter((link) => link.from !== link.to && ids.has(link.from) && ids.has(link.to))
}
