import { joinBackward } from '@tiptap/pm/commands'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { toggleCallout } from '#app/editor/commands/block-commands.ts'
import { indentItem, toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph, setParagraphKind } from '#app/editor/commands/paragraph-commands.ts'
import { itemText, moveItem, removeItem, setText, type ToolHandle } from '#domain/blocks/edit-tool.ts'
import { toolOf } from '#domain/blocks/registry.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { seedOf } from '#tests/app/editor/support/writer.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

type Act = (seat: Seat) => void

function table(...lines: string[]) {
  const made = new WritingTable(
    seedOf(...(lines.length > 0 ? lines : ['One day', 'We met at the gate'])),
    'anna',
    'ben',
  )
  return { table: made, anna: made.seats[0]!, ben: made.seats[1]! }
}

/** Plays both acts at once: nobody knows of the other's when it is done. */
function meeting(first: 'anna' | 'ben', annas: Act, bens: Act, ...lines: string[]) {
  const { table: all, anna, ben } = table(...lines)
  annas(anna)
  bens(ben)
  for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
  all.settle()
  expect(anna.lines).toEqual(ben.lines)
  expect(all.lines).toEqual(anna.lines)
  return all
}

const orders = ['anna', 'ben'] as const
const writes: Act = (seat) => seat.caret(1, 7).type('Zoe ')
const list: Act = (seat) => seat.caret(1).do(toggleList('bulletList'))
const removeSecond: Act = (seat) => {
  const start = seat.state.doc.child(0).nodeSize
  seat.dispatch(seat.state.tr.delete(start, start + seat.state.doc.child(1).nodeSize))
}

describe.each(orders)('A sentence that meets a change of layout, %s first', (first) => {
  it.each<[string, Act]>([
    ['makes a list of the paragraph', list],
    ['puts it into a callout', (seat) => void seat.caret(1).do(toggleCallout)],
    ['joins it with the paragraph above', (seat) => void seat.caret(1, 0).do(joinBackward)],
    ['deletes the paragraph', removeSecond],
  ])('is laid aside when a colleague %s', (_, act) => {
    const all = meeting(first, writes, act)
    expect(all.lines.join(' ')).not.toContain('Zoe ')
    expect([...all.rescues.values()]).toMatchObject([
      {
        text: 'Zoe ',
        authorId: 'anna',
        causedById: 'ben',
        blockId: 'seed1',
        blockKind: 'paragraph',
        wordsBefore: 'We met ',
        wordsAfter: 'at the gate',
      },
    ])
  })

  it.each<[string, Act]>([
    ['makes a heading of it', (seat) => void seat.caret(1).do(setParagraphKind('h2'))],
    ['writes in it too', (seat) => void seat.caret(1, 0).type('Then ')],
    ['deletes words beside it', (seat) => seat.dispatch(seat.state.tr.delete(10, 14))],
    ['presses Enter before it', (seat) => void seat.caret(1, 3).do(enterInParagraph)],
    ['makes a list of another paragraph', (seat) => void seat.caret(0).do(toggleList('bulletList'))],
  ])('stays in the page when a colleague %s', (_, act) => {
    const all = meeting(first, writes, act)
    expect(all.lines.join('')).toContain('Zoe ')
    expect(all.rescued).toEqual([])
  })

  it('is laid aside whole when a list becomes another kind of list', () => {
    const { table: all, anna, ben } = table()
    anna.caret(1).do(toggleList('bulletList'))
    all.settle()
    writes(anna)
    ben.caret(1).do(toggleList('taskList'))
    for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
    all.settle()
    expect(all.rescued).toEqual(['Zoe '])
  })

  it('is laid aside when it stands in a new item of a list that becomes another kind', () => {
    const { table: all, anna, ben } = table()
    list(anna)
    all.settle()
    anna.caret(1).do((state, dispatch) => {
      const item = state.schema.nodes.listItem!.create(null, state.schema.nodes.paragraph!.create())
      dispatch(state.tr.insert(state.doc.content.size - 1, item))
      return true
    })
    anna.caret(2).type('A new point')
    ben.caret(1).do(toggleList('orderedList'))
    for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
    all.settle()
    expect(all.rescued).toEqual(['A new point'])
  })
})

describe.each(orders)('Nobody is told anything, %s first, when', (first) => {
  it.each<[string, Act, Act]>([
    ['two people delete the same paragraph', removeSecond, removeSecond],
    ['a paragraph is deleted that others only read', removeSecond, (seat) => void seat.caret(0).type('!')],
    [
      'a paragraph is deleted that a colleague made a heading of',
      removeSecond,
      (seat) => void seat.caret(1).do(setParagraphKind('h3')),
    ],
    ['two people make a list of the same paragraph', list, list],
    ['a paragraph is deleted that a colleague made a list of', removeSecond, list],
    [
      'two people press Enter at the same place',
      (seat) => void seat.caret(1, 7).do(enterInParagraph),
      (seat) => void seat.caret(1, 7).do(enterInParagraph),
    ],
    [
      'words are replaced that a colleague replaced too',
      (seat) => seat.dispatch(seat.state.tr.insertText('They', 10, 12)),
      (seat) => seat.dispatch(seat.state.tr.insertText('Both', 10, 12)),
    ],
    [
      'a paragraph is split that a colleague makes a list of',
      (seat) => void seat.caret(1, 7).do(enterInParagraph),
      list,
    ],
    ['a paragraph is joined that a colleague makes a list of', (seat) => void seat.caret(1, 0).do(joinBackward), list],
  ])('%s', (_, annas, bens) => {
    expect(meeting(first, annas, bens).rescued).toEqual([])
  })

  it('somebody takes back and repeats what they did to a list', () => {
    const all = meeting(first, list, () => {})
    const [anna] = all.seats
    anna!.undoManager.undo()
    all.settle()
    anna!.undoManager.redo()
    all.settle()
    expect(all.lines).toEqual(['One day', 'We met at the gate'])
    expect(all.rescued).toEqual([])
  })

  it('a list is deleted in which a colleague indented an item', () => {
    const { table: all, anna, ben } = table('One', 'Two', 'Three')
    anna.dispatch(anna.state.tr)
    for (const block of [0, 1, 2]) anna.caret(block).do(toggleList('bulletList'))
    all.settle()
    ben.caret(1).do(indentItem)
    anna.dispatch(anna.state.tr.delete(0, anna.state.doc.content.size))
    for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
    all.settle()
    expect(all.rescued).toEqual([])
  })
})

describe.each(orders)('Words in a thinking tool, %s first,', (first) => {
  function withTool() {
    const document = new Y.Doc()
    document.clientID = 1
    const tool = { type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: 'ice' } }
    const content = {
      page: { type: 'doc', content: [tool] },
      blocks: { ice: { tool: 'iceberg' as const, events: [{ id: 'e1', text: 'The bell' }] } },
    }
    document.transact(() => writeContent(document, content))
    const all = new WritingTable(Y.encodeStateAsUpdate(document), 'anna', 'ben')
    const handleOf = (seat: Seat): ToolHandle => ({
      map: seat.document.getMap('blocks').get('ice') as Y.Map<unknown>,
      shape: toolOf('iceberg').shape,
      origin: 'tool',
    })
    const [anna, ben] = all.seats as [Seat, Seat]
    const play = () => {
      for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
      all.settle()
    }
    return { all, anna, ben, play, annas: handleOf(anna), bens: handleOf(ben) }
  }

  it('are laid aside when a colleague takes away the part that they stand in', () => {
    const { all, play, annas, bens } = withTool()
    setText(annas, itemText(annas, 'events', 'e1', 'text')!, 'The bell rings late')
    removeItem(bens, 'events', 'e1')
    play()
    expect([...all.rescues.values()]).toMatchObject([
      { text: ' rings late', authorId: 'anna', causedById: 'ben', blockId: 'ice', blockKind: 'iceberg' },
    ])
  })

  it('stay when a colleague carries the part elsewhere', () => {
    const { all, play, annas, bens } = withTool()
    setText(annas, itemText(annas, 'events', 'e1', 'text')!, 'The bell rings late')
    moveItem(bens, 'events', 'e1', 'patterns', null)
    play()
    expect(all.rescued).toEqual([])
    expect(all.memory.content().blocks.ice).toMatchObject({ patterns: [{ text: 'The bell rings late' }] })
  })

  it('are gone without a word where their part was taken away by somebody who saw them', () => {
    const { all, play, annas, bens } = withTool()
    setText(annas, itemText(annas, 'events', 'e1', 'text')!, 'The bell rings late')
    play()
    removeItem(bens, 'events', 'e1')
    play()
    expect(all.rescued).toEqual([])
  })
})

describe('Text in a block that is gone', () => {
  it('is one piece that grows while its author, not knowing, types on', () => {
    const { table: all, anna, ben } = table()
    list(ben)
    all.send(ben)
    anna.caret(1)
    for (const letter of ' and walked') {
      anna.type(letter)
      all.send(anna)
    }
    expect([...all.rescues.values()]).toMatchObject([{ text: ' and walked', authorId: 'anna', causedById: 'ben' }])
  })

  it('is looked at also when its author was writing there for a while', () => {
    const { table: all, anna, ben } = table()
    anna.caret(1).type(' and sang')
    all.settle()
    list(ben)
    all.send(ben)
    anna.type(' loudly')
    all.send(anna)
    all.settle()
    expect(all.lines).toEqual(['One day', 'We met at the gate and sang'])
    expect(all.rescued).toEqual([' loudly'])
  })

  it('is looked at also when the block falls by a deletion alone', () => {
    const { table: all, anna, ben } = table()
    anna.caret(1).type(' and')
    all.settle()
    removeSecond(ben)
    all.send(ben)
    anna.type(' more')
    all.send(anna)
    all.settle()
    expect(all.rescued).toEqual([' more'])
  })

  it.each([false, true])(
    'keeps what was written offline, without what its author deleted (page loaded anew: %s)',
    (reloaded) => {
      const { table: all, anna, ben } = table()
      all.leave(anna)
      anna.caret(1).type(' and sang badlyy')
      anna.dispatch(anna.state.tr.delete(anna.state.selection.from - 1, anna.state.selection.from))
      list(ben)
      all.send(ben)
      all.join(anna, { reloaded })
      all.settle()
      expect(all.rescued.map((text) => text.replace('yy', 'y'))).toEqual([' and sang badly'])
    },
  )

  it('begins anew when it is left alone for a while', () => {
    const { table: all, anna, ben } = table()
    list(ben)
    all.send(ben)
    anna.caret(1).type(' one')
    all.send(anna)
    all.wait(60_000)
    anna.type(' two')
    all.send(anna)
    expect(all.rescued).toEqual([' one', ' two'])
  })
})

describe.each(orders)('Text that stands twice is noticed, %s first,', (first) => {
  const split: Act = (seat) => void seat.caret(1, 6).do(enterInParagraph)
  it.each<[string, Act, Act, string]>([
    ['when two people make a list of it', list, list, 'We met at the gate'],
    [
      'when two people put it into a callout',
      (seat) => void seat.caret(1).do(toggleCallout),
      list,
      'We met at the gate',
    ],
    ['when two people press Enter at the same place', split, split, ' at the gate'],
    ['when one splits what another makes a list of', split, list, ' at the gate'],
  ])('%s', (_, annas, bens, twice) => {
    const all = meeting(first, annas, bens)
    expect(all.doubled).toEqual([twice])
    expect(all.rescued).toEqual([])
  })

  it.each<[string, Act, Act]>([
    [
      'two people make headings',
      (seat) => void seat.caret(1).do(setParagraphKind('h2')),
      (seat) => void seat.caret(1).do(setParagraphKind('h3')),
    ],
    ['one undoes what both see', list, () => {}],
    ['one writes in it', writes, list],
  ])('but not when %s', (_, annas, bens) => {
    const all = meeting(first, annas, bens)
    all.seats[0]!.undoManager.undo()
    all.settle()
    expect(all.doubled).toEqual([])
  })
})
