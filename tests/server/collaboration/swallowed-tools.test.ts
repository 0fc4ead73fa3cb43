import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { toggleCallout } from '#app/editor/commands/block-commands.ts'
import { addItem, itemText, setText, type ToolHandle } from '#domain/blocks/edit-tool.ts'
import { toolOf } from '#domain/blocks/registry.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

/** A page with a thinking tool between two lines, and two people at it. */
function withTool() {
  const document = new Y.Doc()
  document.clientID = 1
  const line = (id: string) => ({
    type: 'paragraph',
    attrs: { id, kind: 'p' },
    content: [{ type: 'text', text: `Line ${id}` }],
  })
  const tool = { type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: 'ice' } }
  const content = {
    page: { type: 'doc', content: [line('a'), tool, line('b')] },
    blocks: { ice: { tool: 'iceberg' as const, events: [{ id: 'e1', text: 'The bell' }] } },
  }
  document.transact(() => writeContent(document, content))
  const all = new WritingTable(Y.encodeStateAsUpdate(document), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  return { all, anna, ben }
}

const handleOf = (seat: Seat): ToolHandle => ({
  map: seat.document.getMap('blocks').get('ice') as Y.Map<unknown>,
  shape: toolOf('iceberg').shape,
  origin: 'tool',
})
const says = (seat: Seat, words: string) => {
  const handle = handleOf(seat)
  setText(handle, itemText(handle, 'events', 'e1', 'text')!, words)
}
/** Takes the tool off the page; `back` puts it down again in the same act, as a drag does. */
function takeAway(seat: Seat, { back = false } = {}) {
  const { doc, tr } = seat.state
  doc.forEach((node, position) => {
    if (node.type.name !== 'thinkingTool') return
    tr.delete(position, position + node.nodeSize)
    if (back) tr.insert(0, node)
  })
  seat.dispatch(tr)
}
function meet({ all, anna, ben }: ReturnType<typeof withTool>, first: 'anna' | 'ben') {
  for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
  all.settle()
  return all
}

describe.each(['anna', 'ben'] as const)('Words in a tool that a colleague takes off the page, %s first,', (first) => {
  it('are laid aside when the colleague had not seen them, and no others are', () => {
    const play = withTool()
    says(play.anna, 'The bell rings late')
    takeAway(play.ben)
    const all = meet(play, first)
    expect([...all.rescues.values()]).toMatchObject([
      {
        text: ' rings late',
        wordsBefore: 'The bell',
        authorId: 'anna',
        causedById: 'ben',
        blockId: 'ice',
        blockKind: 'iceberg',
      },
    ])
  })

  it('are laid aside when they stand on a new card', () => {
    const play = withTool()
    addItem(handleOf(play.anna), 'events', { id: 'e2', text: 'Nobody ran' })
    takeAway(play.ben)
    expect(meet(play, first).rescued).toEqual(['Nobody ran'])
  })

  it('are laid aside when the colleague was offline for long, and its page was loaded anew', () => {
    const play = withTool()
    play.all.leave(play.ben)
    takeAway(play.ben)
    if (first === 'anna') says(play.anna, 'The bell rings late')
    play.all.send(play.anna)
    play.all.wait(3_600_000)
    play.all.join(play.ben, { reloaded: true })
    if (first === 'ben') says(play.anna, 'The bell rings late')
    play.all.settle()
    expect(play.all.rescued).toEqual([' rings late'])
  })

  it('are laid aside when the colleague’s page does not say what it had seen', () => {
    const play = withTool()
    says(play.anna, 'The bell rings late')
    play.ben.document.getXmlFragment('default').delete(1, 1)
    expect(meet(play, first).rescued).toEqual([' rings late'])
  })

  it('stay without a word when the colleague carries the tool elsewhere', () => {
    const play = withTool()
    says(play.anna, 'The bell rings late')
    takeAway(play.ben, { back: true })
    expect(meet(play, first).rescued).toEqual([])
  })

  it('stay without a word when the colleague puts the tool into a callout', () => {
    const play = withTool()
    says(play.anna, 'The bell rings late')
    const { state } = play.ben
    play.ben.dispatch(state.tr.setSelection(TextSelection.create(state.doc, 1, state.doc.content.size - 1)))
    play.ben.do(toggleCallout)
    const all = meet(play, first)
    expect(all.rescued).toEqual([])
    expect(JSON.stringify(all.memory.content().page)).toMatch(/callout.*thinkingTool/)
  })
})

describe('A tool that stands twice', () => {
  it('has words laid aside that came with the deletion of one place, when a colleague takes the other away', () => {
    const { all, anna, ben } = withTool()
    const { state } = anna
    anna.dispatch(
      state.tr.insert(0, state.schema.nodes.thinkingTool!.create({ ...state.doc.child(1).attrs, id: 't2' })),
    )
    all.settle()
    all.leave(anna)
    says(anna, 'The bell rings late')
    anna.dispatch(anna.state.tr.delete(0, 1))
    ben.dispatch(ben.state.tr.delete(9, 10))
    all.send(ben)
    all.join(anna, { edits: [Y.mergeUpdates(anna.out)] })
    all.settle()
    expect(JSON.stringify(all.memory.content().page)).not.toContain('thinkingTool')
    expect(all.rescued).toEqual([' rings late'])
  })
})

describe('A tool that is taken off the page', () => {
  it.each([0, 1])('while its author carries it past a line, has new words of the author laid aside (%i)', (line) => {
    const { all, anna, ben } = withTool()
    all.leave(anna)
    says(anna, 'The bell rings late')
    // The binding may carry the line past the tool instead.
    const [, tool] = anna.state.doc.children
    const tr = anna.state.tr.delete(8, 9)
    anna.dispatch(tr.insert(line === 0 ? 0 : tr.doc.content.size, tool!))
    takeAway(ben)
    all.send(ben)
    all.join(anna, { edits: [Y.mergeUpdates(anna.out)] })
    all.settle()
    const stands = JSON.stringify(all.memory.content().page).includes('thinkingTool')
    expect(all.rescued).toEqual(stands ? [] : [' rings late'])
  })

  it('goes without a word when its words were seen, also a moment after they were written', () => {
    const play = withTool()
    says(play.anna, 'The bell rings late')
    play.all.settle()
    takeAway(play.ben)
    play.all.settle()
    expect(play.all.rescued).toEqual([])
  })

  it('goes without a word when its own author takes it away', () => {
    const play = withTool()
    play.all.leave(play.anna)
    says(play.anna, 'The bell rings late')
    takeAway(play.anna)
    play.all.join(play.anna, { reloaded: true })
    expect(play.all.rescued).toEqual([])
  })

  it('keeps what is written on, letter by letter, in one piece, also after a restart', () => {
    const play = withTool()
    takeAway(play.ben)
    play.all.send(play.ben)
    for (let at = 1; at <= 5; at++) {
      says(play.anna, `The bell${' late'.slice(0, at)}`)
      play.all.send(play.anna)
      if (at === 2) play.all.memory.sleep()
    }
    expect([...play.all.rescues.values()]).toMatchObject([{ text: ' late', authorId: 'anna', causedById: 'ben' }])
  })

  it('is not taken away by undoing its making once a colleague wrote in it', () => {
    const play = withTool()
    takeAway(play.anna)
    play.anna.undoManager.endStep()
    play.all.settle()
    const { state } = play.anna
    play.anna.dispatch(
      state.tr.insert(0, state.schema.nodes.thinkingTool!.create({ tool: 'iceberg', blockId: 'ice', id: 't2' })),
    )
    play.anna.undoManager.endStep()
    play.all.settle()
    says(play.ben, 'The bell rings late')
    play.all.settle()
    play.anna.undoManager.undo()
    play.all.settle()
    expect(play.all.memory.content().page.content![0]).toMatchObject({ type: 'thinkingTool' })
    expect(play.all.rescued).toEqual([])
  })

  it('says what was seen in its own words only: anything else there is refused', () => {
    const play = withTool()
    handleOf(play.anna).map.set('seen', 'x'.repeat(10))
    expect(() => play.all.send(play.anna)).toThrow(/refuses/)
  })
})
