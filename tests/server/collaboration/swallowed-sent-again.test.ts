import { joinBackward } from '@tiptap/pm/commands'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { seedOf } from '#tests/app/editor/support/writer.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

it('A line that a colleague joined to another is laid aside when that one is deleted, also when older edits, in which the line was moved, are sent once more', () => {
  const table = new WritingTable(seedOf('One day', 'We met at the gate'), 'anna', 'ben')
  const [anna, ben] = table.seats as [Seat, Seat]
  for (let times = 0; times < 2; times++) anna.caret(1).do(toggleList('bulletList'))
  const older = [...anna.out]
  table.settle()
  ben.caret(1, 0).do(joinBackward)
  table.leave(anna)
  anna.dispatch(anna.state.tr.delete(0, anna.state.doc.child(0).nodeSize))
  table.send(ben)
  table.join(anna, { edits: [Y.mergeUpdates([...older, ...anna.out])] })
  table.settle()
  expect(table.lines.join('')).not.toContain('We met')
  expect(table.rescued).toEqual(['We met at the gate'])
})
