import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkTool } from '#domain/blocks/check-tool.ts'
import { completeTool, emptyTool, readTool, writeTool } from '#domain/blocks/registry.ts'
import { type ToolState, toolKinds } from '#domain/portfolio/page-schema.ts'
import { sampleIceberg, sampleLoops } from './sample-tools.ts'

/** A tool in a document of its own. */
function stored(state: ToolState): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  new Y.Doc().getMap('blocks').set('b1', map)
  writeTool(map, state)
  return map
}
const iceberg = () => stored(sampleIceberg)
const firstCard = (map: Y.Map<unknown>) => (map.get('cards') as Y.Array<Y.Map<unknown>>).get(0)

describe('a tool in the shared document', () => {
  it.each([sampleIceberg, sampleLoops])('comes back as it was written: $tool', (state) => {
    expect(readTool(stored(state))).toEqual(completeTool(state))
  })

  it.each(toolKinds)('begins empty and in order: %s', (kind) => {
    let number = 0
    const empty = emptyTool(kind, () => `n${number++}`)
    expect(checkTool(empty)).toEqual([])
    expect(checkTool(readTool(stored(empty)))).toEqual([])
  })

  it('holds every text as a Y.Text', () => {
    const map = iceberg()
    expect(map.get('issue')).toBeInstanceOf(Y.Text)
    expect(firstCard(map).get('text')).toBeInstanceOf(Y.Text)
    expect(firstCard(map).get('lane')).toBe('events')
  })
})

describe('a malformed tool is refused', () => {
  const refusals: [string, (map: Y.Map<unknown>) => void][] = [
    ['an unknown key', (map) => map.set('script', 'x')],
    ['an unknown key of a card', (map) => firstCard(map).set('colour', 'red')],
    ['a plain string where a shared text belongs', (map) => map.set('issue', 'plain')],
    ['formatted text', (map) => (map.get('issue') as Y.Text).format(0, 3, { href: 'javascript:x' })],
    ['an embedded object in a text', (map) => (map.get('issue') as Y.Text).insertEmbed(0, { image: 'x' })],
    ['a text beyond its length', (map) => (map.get('issue') as Y.Text).insert(0, 'a'.repeat(401))],
    ['a mode that does not exist', (map) => map.set('mode', 'tomorrow')],
    ['a lane that does not exist', (map) => firstCard(map).set('lane', 'clouds')],
    ['a long text hidden in another lane', (map) => firstCard(map).set('heldBy', new Y.Text('a'.repeat(500)))],
    ['an order key that nothing can follow', (map) => firstCard(map).set('order', 'z')],
    ['a list that is no list', (map) => map.set('links', 'none')],
    ['a card that is no map', (map) => (map.get('cards') as Y.Array<unknown>).push(['text'])],
    ['a day that is no day', (map) => map.set('dateOfView', 'yesterday')],
    ['another tool’s name', (map) => map.set('tool', 'causal-loop')],
    ['a tool that nobody knows', (map) => map.set('tool', 'pyramid')],
    ['an id with markup', (map) => firstCard(map).set('id', '<b>')],
    [
      'more than two hundred cards',
      (map) => {
        const rows = Array.from({ length: 201 }, (_, at) => {
          const row = new Y.Map<unknown>([
            ['id', `x${at}`],
            ['order', 'a0'],
            ['lane', 'events'],
          ])
          return row
        })
        ;(map.get('cards') as Y.Array<unknown>).push(rows)
      },
    ],
  ]
  it.each(refusals)('%s', (_, spoil) => {
    const map = iceberg()
    expect(checkTool(readTool(map))).toEqual([])
    spoil(map)
    expect(checkTool(readTool(map))).not.toEqual([])
  })

  it('a place outside the picture, an id twice, no object at all', () => {
    expect(checkTool({ ...sampleLoops, vars: [{ id: 'v1', name: 'a', x: 1001, y: 0 }] })).not.toEqual([])
    expect(checkTool({ ...sampleLoops, vars: [{ id: 'k1', name: 'a' }] })).not.toEqual([])
    expect(checkTool(null)).not.toEqual([])
    expect(checkTool('iceberg')).not.toEqual([])
  })

  it('but a link whose card a colleague took away at that moment is no mistake', () => {
    expect(checkTool({ ...sampleLoops, vars: [{ id: 'v1', name: 'a' }] })).toEqual([])
  })
})
