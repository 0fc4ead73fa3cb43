import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fieldText, itemText } from '#domain/blocks/edit-tool.ts'
import { completeTool, readTool, toolOf, writeTool } from '#domain/blocks/registry.ts'
import { rewriteTool } from '#domain/blocks/rewrite-tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'

const made = (state: ToolState) => {
  const document = new Y.Doc()
  const map = document.getMap<unknown>('blocks')
  document.transact(() => {
    const tool = new Y.Map<unknown>()
    map.set('k', tool)
    writeTool(tool, state)
  })
  return { document, map: map.get('k') as Y.Map<unknown> }
}
const iceberg = (state: object) => completeTool({ tool: 'iceberg', ...state })

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '🌿'), maxLength: 5 })
const anIceberg = fc
  .record({
    issue: words,
    mode: fc.constantFrom('today', 'hoped'),
    cards: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('1', '2', '3', '4', '5'),
        text: words,
        since: words,
        lane: fc.constantFrom('events', 'patterns', 'leverage'),
      }),
      {
        selector: ({ id }) => id,
      },
    ),
    links: fc.uniqueArray(
      fc.record({ id: fc.constantFrom('x', 'y'), from: fc.constantFrom('1', '2'), to: fc.constantFrom('3', '4') }),
      { selector: ({ id }) => id },
    ),
  })
  .map(({ cards, links, issue, mode }) => {
    const lane = (name: string) =>
      cards
        .filter((card) => card.lane === name)
        .map(({ id, text, since }) => (name === 'patterns' ? { id, text, since, howWeKnow: '' } : { id, text }))
    return iceberg({
      issue,
      mode,
      links,
      events: lane('events'),
      patterns: lane('patterns'),
      leverage: lane('leverage'),
    })
  })
const aLoop = fc
  .record({
    title: words,
    vars: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('1', '2', '3'),
        name: words,
        x: fc.integer({ min: 0, max: 9 }),
        y: fc.constant(5),
      }),
      { selector: ({ id }) => id },
    ),
    links: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('x', 'y'),
        from: fc.constant('1'),
        to: fc.constant('2'),
        sign: fc.constantFrom('+', '-'),
        delay: fc.boolean(),
        howWeKnow: words,
      }),
      { selector: ({ id }) => id },
    ),
  })
  .map((state) => completeTool({ tool: 'causal-loop', ...state }))

describe('Leading a thinking tool over to another state', () => {
  it('arrives there from any state, through any steps', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(anIceberg, { minLength: 2, maxLength: 4 }), fc.array(aLoop, { minLength: 2, maxLength: 4 })),
        (steps) => {
          const { document, map } = made(steps[0]!)
          for (const step of steps.slice(1)) {
            document.transact(() => rewriteTool(map, step))
            expect(readTool(map)).toEqual(step)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('changes nothing where it says the same', () => {
    const state = iceberg({ issue: 'Fights', events: [{ id: '1', text: 'Pushing' }] })
    const { document, map } = made(state)
    let updates = 0
    document.on('update', () => updates++)
    document.transact(() => rewriteTool(map, state))
    expect(updates).toBe(0)
  })

  it('keeps what a colleague types at that moment, in a card that stays, moves or is reworded', () => {
    const { document, map } = made(
      iceberg({
        issue: 'Fights',
        events: [
          { id: '1', text: 'Pushing in line' },
          { id: '2', text: 'Shouting' },
          { id: '3', text: 'Gone' },
        ],
      }),
    )
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(document))
    const theirs = {
      map: other.getMap<unknown>('blocks').get('k') as Y.Map<unknown>,
      shape: toolOf('iceberg').shape,
      origin: null,
    }
    fieldText(theirs, 'issue').insert(6, ' at noon')
    itemText(theirs, 'events', '1', 'text')!.insert(7, ' hard')
    itemText(theirs, 'events', '2', 'text')!.insert(8, '!')
    document.transact(() =>
      rewriteTool(
        map,
        iceberg({
          issue: 'Fights',
          events: [{ id: '1', text: 'Pushing' }],
          patterns: [{ id: '2', text: 'Shouting', since: '', howWeKnow: '' }],
        }),
      ),
    )
    Y.applyUpdate(other, Y.encodeStateAsUpdate(document))
    expect(readTool(theirs.map)).toMatchObject({
      issue: 'Fights at noon',
      events: [{ id: '1', text: 'Pushing hard' }],
      patterns: [{ id: '2', text: 'Shouting!' }],
    })
  })
})
