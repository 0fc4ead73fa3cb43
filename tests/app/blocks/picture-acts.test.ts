import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addLink,
  addVariable,
  causalLoopActs,
  causalLoopOf,
  removeVariable,
} from '#app/blocks/causal-loop/causal-loop-acts.ts'
import { icebergActs } from '#app/blocks/iceberg/iceberg-acts.ts'
import { sessionOf } from '#app/blocks/tool-session.ts'
import { checkTool } from '#domain/blocks/check-tool.ts'
import type { IcebergState } from '#domain/blocks/iceberg/iceberg.ts'
import { completeTool, readTool, toolPicture, writeTool } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { sampleIceberg, sampleLoops } from '#tests/domain/blocks/sample-tools.ts'

function opened(state: ToolState) {
  const map = new Y.Map<unknown>()
  new Y.Doc().getMap('blocks').set('b1', map)
  writeTool(map, state)
  const session = sessionOf(map, state.tool, 'b1', null)
  const read = () => completeTool(readTool(map))
  const part = (id: string) => toolPicture(read()).parts.find((candidate) => candidate.id === id)!
  return { session, read, part }
}
const middle = (box: { x: number; y: number; width: number; height: number }) => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
})

describe('cards of an iceberg in the picture', () => {
  const lanes = (state: ToolState) => state as unknown as IcebergState

  it('fall into the lane and the place where they are dropped, as the preview showed', () => {
    const { session, read, part } = opened(sampleIceberg)
    const acts = icebergActs(session, () => {})
    const from = middle(part('e1'))
    const to = { x: middle(part('m2')).x, y: part('m2').y + 4 }
    const preview = acts.preview(read(), part('e1'), from, to)!
    expect(lanes(preview).mentalModels.map((card) => card.id)).toEqual(['m1', 'e1', 'm2'])
    acts.drop(read(), part('e1'), from, to)
    expect(lanes(read()).mentalModels.map((card) => card.id)).toEqual(['m1', 'e1', 'm2'])
    expect(lanes(read()).events.map((card) => card.id)).toEqual(['e2'])
  })

  it('walk through all layers by arrow keys and back', () => {
    const { session, read, part } = opened(sampleIceberg)
    const acts = icebergActs(session, () => {})
    const visited = new Set<string>()
    for (let step = 0; step < 12; step++) {
      acts.step(read(), part('e1'), 0, 1)
      visited.add(part('e1').list)
    }
    expect([...visited]).toEqual(['events', 'patterns', 'artefacts', 'leverage'])
    for (let step = 0; step < 12; step++) acts.step(read(), part('e1'), 0, -1)
    expect(lanes(read()).events[0]!.id).toBe('e1')
    expect(acts.step(read(), part('e1'), 0, -1)).toBe('No further this way.')
  })

  it('change the half of the structure by left and right', () => {
    const { session, read, part } = opened(sampleIceberg)
    const acts = icebergActs(session, () => {})
    expect(acts.step(read(), part('a1'), 1, 0)).toBe('Moved to Held by beliefs.')
    expect(acts.step(read(), part('a1'), -1, 0)).toBe('Moved to Held by things.')
  })
})

describe('variables of a causal loop diagram', () => {
  it('stay where they were shown when somebody moves the first of them', () => {
    const { session, read, part } = opened({
      tool: 'causal-loop',
      vars: [
        { id: 'v1', name: 'trust' },
        { id: 'v2', name: 'stress' },
      ],
    })
    const before = causalLoopOf(read()).vars[1]!
    causalLoopActs(session, () => {}).step(read(), part('v1'), 1, 1)
    expect(causalLoopOf(read()).vars[1]).toEqual(before)
    expect(session.map.toJSON().vars.every((row: { x?: number }) => typeof row.x === 'number')).toBe(true)
  })

  it('go together with their links, and one undo brings all back', () => {
    const { session, read } = opened(sampleLoops)
    const before = read()
    session.undo.stopCapturing()
    removeVariable(session, 'v1')
    expect(causalLoopOf(read()).links.map((link) => link.id)).toEqual(['k2', 'k3', 'k7', 'k8'])
    session.undo.undo()
    expect(read()).toEqual(before)
  })

  it('are at most thirty, and are linked once in a direction', () => {
    const { session, read } = opened({ tool: 'causal-loop' })
    for (let number = 0; number < 30; number++) expect(addVariable(session, read(), `amount ${number}`)).not.toBeNull()
    expect(addVariable(session, read(), 'one more')).toBeNull()
    const [one, two] = causalLoopOf(read()).vars
    addLink(session, read(), { from: one!.id, to: two!.id, sign: '+', delay: false })
    expect(addLink(session, read(), { from: one!.id, to: two!.id, sign: '-', delay: true })).toContain('linked already')
    expect(causalLoopOf(read()).links).toMatchObject([{ sign: '-', delay: true }])
    expect(addLink(session, read(), { from: one!.id, to: one!.id, sign: '+', delay: false })).toContain('two different')
    expect(checkTool(readTool(session.map))).toEqual([])
  })
})
