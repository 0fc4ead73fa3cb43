import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changeTable } from '#app/editor/commands/change-table.ts'
import { indentItem, outdentItem, toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph } from '#app/editor/commands/paragraph-commands.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

type Act = (seat: Seat) => void
const line = (id: string, text: string): PageNode => ({
  type: 'paragraph',
  attrs: { id, kind: 'p' },
  content: [{ type: 'text', text }],
})
const cell = (id: string, text: string): PageNode => ({
  type: 'tableCell',
  attrs: { id: `${id}-cell` },
  content: [line(id, text)],
})
const row = (id: string, ...cells: PageNode[]): PageNode => ({ type: 'tableRow', attrs: { id }, content: cells })
const task = (id: string, text: string): PageNode => ({
  type: 'taskItem',
  attrs: { id: `${id}-item`, checked: false },
  content: [line(id, text)],
})

/** Lines 1 to 4 stand in a table of two rows, lines 5 to 7 in a list of tasks. */
function meeting(first: 'anna' | 'ben', annas: Act, bens: Act) {
  const document = new Y.Doc()
  document.clientID = 1
  const rows = [
    row('r1', cell('one', 'Who'), cell('two', 'What')),
    row('r2', cell('three', 'Mina'), cell('four', 'Asks')),
  ]
  const tasks = [task('five', 'Call the school'), task('six', 'Bring chairs'), task('seven', 'Ring the bell')]
  const content = [
    line('above', 'One day'),
    { type: 'table', attrs: { id: 't' }, content: rows },
    { type: 'taskList', attrs: { id: 'l' }, content: tasks },
  ]
  document.transact(() => writeContent(document, { page: { type: 'doc', content }, blocks: {} }))
  const all = new WritingTable(Y.encodeStateAsUpdate(document), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  annas(anna)
  bens(ben)
  for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
  all.settle()
  expect(anna.lines).toEqual(ben.lines)
  return all
}

const writesIn =
  (block: number): Act =>
  (seat) =>
    seat.caret(block).type(' now')
const inTable =
  (block: number, act: Parameters<typeof changeTable>[0]): Act =>
  (seat) =>
    void seat.caret(block).do(changeTable(act))
const asList =
  (block: number, kind: Parameters<typeof toggleList>[0]): Act =>
  (seat) =>
    void seat.caret(block).do(toggleList(kind))
const indents: Act = (seat) => void seat.caret(6).do(indentItem)
const ticks: Act = (seat) => {
  seat.state.doc.descendants((node, position) => {
    if (node.attrs.id === 'six-item') seat.dispatch(seat.state.tr.setNodeAttribute(position, 'checked', true))
  })
}

describe.each(['anna', 'ben'] as const)('Words in a table, %s first,', (first) => {
  it.each<[string, Act, string]>([
    ['takes the row away', inTable(3, 'remove-row'), 'four'],
    ['takes the column away', inTable(2, 'remove-column'), 'four'],
    ['takes the table away', inTable(1, 'remove-table'), 'four'],
  ])('are laid aside when a colleague %s', (_, act, blockId) => {
    const all = meeting(first, writesIn(4), act)
    expect([...all.rescues.values()]).toMatchObject([
      { text: ' now', wordsBefore: 'Asks', authorId: 'anna', causedById: 'ben', blockId },
    ])
  })

  it.each<[string, Act]>([
    ['adds a row', inTable(3, 'add-row')],
    ['adds a column', inTable(4, 'add-column')],
    ['takes another row away', inTable(1, 'remove-row')],
    ['takes another column away', inTable(1, 'remove-column')],
    ['makes a list in the cell beside it', asList(3, 'bulletList')],
  ])('stay when a colleague %s', (_, act) => {
    const all = meeting(first, writesIn(4), act)
    expect(all.lines).toContain('Asks now')
    expect(all.rescued).toEqual([])
  })

  it('are laid aside when a colleague makes a list of them in their cell', () => {
    expect(meeting(first, writesIn(4), asList(4, 'bulletList')).rescued).toEqual([' now'])
  })

  it('are no loss when two people take the same row away', () => {
    const all = meeting(first, inTable(3, 'remove-row'), inTable(4, 'remove-row'))
    expect([...all.rescues.values()]).toEqual([])
  })
})

describe.each(['anna', 'ben'] as const)('Words of a task, %s first,', (first) => {
  it.each<[string, Act, string]>([
    ['makes bullets of the tasks', asList(6, 'bulletList'), 'six'],
    ['makes a line of the task', (seat) => void seat.caret(6).do(outdentItem), 'six'],
    ['puts the task below the one before', indents, 'six'],
  ])('are laid aside when a colleague %s', (_, act, blockId) => {
    const all = meeting(first, writesIn(6), act)
    expect([...all.rescues.values()]).toMatchObject([
      { text: ' now', wordsBefore: 'Bring chairs', authorId: 'anna', causedById: 'ben', blockId },
    ])
  })

  it.each<[string, Act]>([
    ['ticks it off', ticks],
    ['writes in another task', writesIn(5)],
    ['adds a task', (seat) => void seat.caret(5).do(enterInParagraph)],
  ])('stay when a colleague %s', (_, act) => {
    const all = meeting(first, writesIn(6), act)
    expect(all.lines).toContain('Bring chairs now')
    expect(all.rescued).toEqual([])
  })

  it('stand twice, and that is noticed, when two people put the task below the one before', () => {
    const all = meeting(first, indents, indents)
    expect(all.doubled).toEqual(['Bring chairs'])
    expect(all.rescued).toEqual([])
  })
})
