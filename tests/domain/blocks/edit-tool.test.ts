import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkTool } from '#domain/blocks/check-tool.ts'
import {
  addItem,
  fieldText,
  itemText,
  moveItem,
  removeItem,
  setText,
  smallestEdit,
  type ToolHandle,
} from '#domain/blocks/edit-tool.ts'
import { type IcebergState, icebergShape } from '#domain/blocks/iceberg/iceberg.ts'
import { readTool, writeTool } from '#domain/blocks/registry.ts'
import { sampleIceberg } from './sample-tools.ts'

type Person = ToolHandle & { document: Y.Doc; undo: Y.UndoManager }

/** Two people with the same iceberg open; `meet` exchanges what they did. */
function two(): { ann: Person; bo: Person; meet: () => void } {
  const first = new Y.Doc()
  const map = new Y.Map<unknown>()
  first.getMap('blocks').set('b1', map)
  writeTool(map, sampleIceberg)
  const second = new Y.Doc()
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
  const person = (document: Y.Doc): Person => {
    const own = document.getMap('blocks').get('b1') as Y.Map<unknown>
    const origin = {}
    return {
      document,
      map: own,
      shape: icebergShape,
      origin,
      undo: new Y.UndoManager(own, { trackedOrigins: new Set([origin]) }),
    }
  }
  const meet = () => {
    const fromFirst = Y.encodeStateAsUpdate(first)
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
    Y.applyUpdate(second, fromFirst)
  }
  return { ann: person(first), bo: person(second), meet }
}
const read = (person: Person) => readTool(person.map) as unknown as IcebergState

describe('two people edit one tool', () => {
  it('both keep what they typed in different cards and in the same text', () => {
    const { ann, bo, meet } = two()
    setText(ann, itemText(ann, 'events', 'e1', 'text')!, 'Two third-graders fight at the north gate on Monday')
    setText(bo, itemText(bo, 'events', 'e1', 'text')!, 'Two third-graders fight at the gate on Monday again')
    setText(bo, fieldText(bo, 'issue'), 'Fights at pick-up time')
    meet()
    expect(read(ann)).toEqual(read(bo))
    expect(read(ann).events[0]!.text).toBe('Two third-graders fight at the north gate on Monday again')
    expect(read(ann).issue).toBe('Fights at pick-up time')
  })

  it('a card carried to another lane keeps what a colleague types in it at that moment', () => {
    const { ann, bo, meet } = two()
    moveItem(ann, 'events', 'e2', 'patterns', 'p1')
    setText(bo, itemText(bo, 'events', 'e2', 'text')!, 'An aide is shouted at by a waiting parent, twice')
    meet()
    expect(read(bo).patterns[0]!.text).toBe('An aide is shouted at by a waiting parent, twice')
    expect(read(bo).events.map((card) => card.id)).toEqual(['e1'])
    expect(read(ann)).toEqual(read(bo))
  })

  it('a card moved by both is there once', () => {
    const { ann, bo, meet } = two()
    moveItem(ann, 'events', 'e2', 'artefacts', null)
    moveItem(bo, 'events', 'e2', 'mentalModels', null)
    meet()
    const all = [...read(ann).artefacts, ...read(ann).mentalModels].filter((card) => card.id === 'e2')
    expect(all).toHaveLength(1)
    expect(read(ann)).toEqual(read(bo))
  })

  it('cards that both put in the same place stay apart and can be told apart again', () => {
    const { ann, bo, meet } = two()
    addItem(ann, 'events', { id: 'x1', text: 'from Ann' }, 'e2')
    addItem(bo, 'events', { id: 'x2', text: 'from Bo' }, 'e2')
    meet()
    expect(read(ann).events.map((card) => card.id)).toEqual(['e1', 'x1', 'x2', 'e2'])
    addItem(ann, 'events', { id: 'x3', text: 'between them' }, 'x2')
    moveItem(ann, 'events', 'e2', 'events', 'e1')
    meet()
    expect(read(bo).events.map((card) => card.id)[0]).toBe('e2')
    expect(checkTool(readTool(bo.map))).toEqual([])
    expect(read(ann)).toEqual(read(bo))
  })

  it('each takes back only their own acts', () => {
    const { ann, bo, meet } = two()
    setText(ann, fieldText(ann, 'issue'), 'Fights')
    addItem(bo, 'leverage', { id: 'x1', text: 'one more adult at the gate' })
    meet()
    ann.undo.undo()
    meet()
    expect(read(bo).issue).toBe('Fights at pick-up')
    expect(read(bo).leverage.map((card) => card.id)).toContain('x1')
    bo.undo.undo()
    meet()
    expect(read(ann).leverage.map((card) => card.id)).toEqual(['l1'])
    expect(ann.undo.undoStack).toHaveLength(0)
  })

  it('a card taken away comes back with all its words', () => {
    const { ann } = two()
    const before = read(ann)
    removeItem(ann, 'patterns', 'p1')
    expect(read(ann).patterns.map((card) => card.id)).toEqual(['p2', 'p3'])
    ann.undo.undo()
    expect(read(ann)).toEqual(before)
  })

  it('moves to any place give the order asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { maxLength: 20 }), (moves) => {
        const { ann } = two()
        for (const [which, to] of moves) {
          const ids = read(ann).patterns.map((card) => card.id)
          const id = ids[which]!
          const rest = ids.filter((other) => other !== id)
          const before = rest[to] ?? null
          moveItem(ann, 'patterns', id, 'patterns', before)
          const wanted = [...rest]
          wanted.splice(before === null ? rest.length : to, 0, id)
          expect(read(ann).patterns.map((card) => card.id)).toEqual(wanted)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('the smallest edit', () => {
  it('leads from any text to any other and never splits a letter', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(words, words, (old, value) => {
        const edit = smallestEdit(old, value)
        if (!edit) {
          expect(old).toBe(value)
          return
        }
        expect(old.slice(0, edit.at) + edit.insert + old.slice(edit.at + edit.remove)).toBe(value)
        if (old.isWellFormed() && value.isWellFormed()) expect(edit.insert.isWellFormed()).toBe(true)
      }),
    )
  })
})
