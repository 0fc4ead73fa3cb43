import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { nameBlocks } from '#app/editor/behaviour/block-ids.ts'
import { makeRoom } from '#app/editor/behaviour/room-to-write.ts'
import { insertBlock, toggleCallout } from '#app/editor/commands/block-commands.ts'
import { backspaceInList, enterInList, toggleList } from '#app/editor/commands/list-commands.ts'
import { backspaceAtStart, enterInParagraph, setParagraphKind } from '#app/editor/commands/paragraph-commands.ts'
import { addRowAtEnd, newTable } from '#app/editor/commands/table-commands.ts'
import { type PageNode, pageSchema } from '#domain/portfolio/page-schema.ts'
import { seedOf, Writer } from './support/writer.ts'

type Command = Parameters<Writer['do']>[0]
const line = (text: string, attrs = {}): PageNode => ({
  type: 'paragraph',
  attrs: { id: text || 'empty', ...attrs },
  content: text ? [{ type: 'text', text }] : [],
})
/** A page with the caret at the end of the nth text block, or at an offset in it. */
function at(blocks: PageNode[], block: number, offset?: number): EditorState {
  const doc = pageSchema.nodeFromJSON({ type: 'doc', content: blocks })
  let index = 0
  let position = 0
  doc.descendants((node, start) => {
    if (node.isTextblock && index++ === block) position = start + 1 + (offset ?? node.content.size)
  })
  return EditorState.create({ doc, selection: TextSelection.create(doc, position) })
}
function changed(state: EditorState, command: Command): EditorState {
  let next = state
  expect(command(state, (tr) => (next = state.apply(tr)))).toBe(true)
  return next
}
const shape = (state: EditorState) => state.doc.toString()

describe('Enter', () => {
  it('at the start of a line with text puts an empty line before it and leaves the text its block', () => {
    const state = changed(at([line('Text')], 0, 0), enterInParagraph)
    expect(shape(state)).toBe('doc(paragraph, paragraph("Text"))')
    expect(state.doc.child(1).attrs.id).toBe('Text')
    expect(state.selection.$head.parent.textContent).toBe('Text')
  })
  it('after a heading begins plain text; in a quotation the quotation goes on; an empty quotation ends', () => {
    expect(changed(at([line('Title', { kind: 'h2' })], 0), enterInParagraph).doc.child(1).attrs.kind).toBe('p')
    const quote = changed(at([line('Said', { kind: 'quote' })], 0), enterInParagraph)
    expect(quote.doc.child(1).attrs.kind).toBe('quote')
    expect(changed(quote, enterInParagraph).doc.child(1).attrs.kind).toBe('p')
  })
  it('in a list makes an item, a new task undone, and leaves the list from an empty item', () => {
    const tasks: PageNode[] = [
      { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [line('Done')] }] },
    ]
    const two = changed(at(tasks, 0), enterInList)
    expect(two.doc.firstChild!.child(1).attrs.checked).toBe(false)
    expect(shape(changed(two, enterInList))).toBe('doc(taskList(taskItem(paragraph("Done"))), paragraph)')
  })
})

describe('kinds and lists', () => {
  it('a kind given twice is taken away; Backspace at the start makes the line plain first', () => {
    const heading = changed(at([line('Text')], 0), setParagraphKind('h2'))
    expect(heading.doc.firstChild!.attrs).toMatchObject({ kind: 'h2', id: 'Text' })
    expect(changed(heading, setParagraphKind('h2')).doc.firstChild!.attrs.kind).toBe('p')
    expect(changed(at([line('Text', { kind: 'h3' })], 0, 0), backspaceAtStart).doc.firstChild!.attrs.kind).toBe('p')
  })
  it('lines become a list, a list another kind of list with its ids, and lines again', () => {
    const bullets = changed(at([line('One')], 0), toggleList('bulletList'))
    expect(shape(bullets)).toBe('doc(bulletList(listItem(paragraph("One"))))')
    const tasks = changed(bullets, toggleList('taskList'))
    expect(shape(tasks)).toBe('doc(taskList(taskItem(paragraph("One"))))')
    expect(shape(changed(tasks, toggleList('taskList')))).toBe('doc(paragraph("One"))')
  })
  it('a new list joins the one before it, and Backspace at an item’s start takes it out', () => {
    const list: PageNode = { type: 'bulletList', content: [{ type: 'listItem', content: [line('One')] }] }
    const joined = changed(at([list, line('Two')], 1), toggleList('bulletList'))
    expect(joined.doc.childCount).toBe(1)
    expect(shape(changed(at([list], 0, 0), backspaceInList))).toBe('doc(paragraph("One"))')
  })
})

describe('blocks', () => {
  it('take the place of an empty line, and leave a line to go on in', () => {
    const state = changed(at([line('')], 0), insertBlock(pageSchema.nodes.divider!.create()))
    expect(shape(state)).toBe('doc(divider, paragraph)')
    expect(state.selection.$head.parent.type.name).toBe('paragraph')
  })
  it('a table has a line in each cell, and Tab in its last cell adds a row', () => {
    const start = at([line('')], 0)
    const table = changed(start, insertBlock(newTable(start, 2, 2)))
    expect(shape(table)).toContain('tableHeader(paragraph)')
    expect(table.selection.$head.node(-1).type.name).toBe('tableHeader')
  })
  it('a frame goes around a line and off again', () => {
    const framed = changed(at([line('Apart')], 0), toggleCallout)
    expect(shape(framed)).toBe('doc(callout(paragraph("Apart")))')
    expect(shape(changed(framed, toggleCallout))).toBe('doc(paragraph("Apart"))')
  })
})

describe('ids of blocks', () => {
  const copyOf = (state: EditorState, block: number) => state.tr.insert(state.doc.content.size, state.doc.child(block))

  it('are given to what has none, and anew to a copy, while the original keeps its own', () => {
    const before = at([line('One'), line('Two')], 0)
    const copied = before.apply(copyOf(before, 0))
    let next = 0
    const named = copied.apply(nameBlocks(before.doc, copied, () => `new${next++}`)!)
    expect(named.doc.content.content.map((block) => block.attrs.id)).toEqual(['One', 'Two', 'new0'])
    expect(nameBlocks(named.doc, named)).toBeNull()
  })
  it('are left alone where a merge has doubled a block', () => {
    const doubled = at([line('One'), line('One')], 0)
    const typed = doubled.apply(doubled.tr.insertText('!'))
    expect(nameBlocks(doubled.doc, typed)).toBeNull()
  })
  it('come with the same step in the shared document, and each is unique after splitting and listing', () => {
    const anna = new Writer(5, seedOf('One'))
    anna.caret(0, 2)
    anna.do(enterInParagraph)
    anna.do(toggleList('taskList'))
    expect(anna.ids.every(Boolean)).toBe(true)
    expect(new Set(anna.ids).size).toBe(anna.ids.length)
    expect(anna.ids[0]).toBe('seed0')
    expect(anna.document.getXmlFragment('default').toString()).toContain(`id="${anna.ids[1]}"`)
  })
})

describe('room to write', () => {
  it('is made in an emptied page, item and cell, and an emptied list goes', () => {
    const page = EditorState.create({ doc: pageSchema.node('doc', null, []) })
    expect(makeRoom(page)!.doc.toString()).toBe('doc(paragraph)')
    const cell = at(
      [{ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [] }] }] }],
      0,
    )
    expect(makeRoom(cell)!.doc.toString()).toBe('doc(table(tableRow(tableCell(paragraph))))')
    expect(makeRoom(at([{ type: 'bulletList', content: [] }, line('x')], 0))!.doc.toString()).toBe(
      'doc(paragraph("x"))',
    )
    expect(makeRoom(at([line('x')], 0))).toBeNull()
  })
  it('Tab out of the last cell goes on in a new row with a line in each cell', () => {
    const anna = new Writer(6, seedOf(''))
    anna.caret(0)
    anna.do(insertBlock(newTable(anna.state, 2, 2)))
    anna.caret(3)
    anna.do(addRowAtEnd)
    const table = anna.state.doc.firstChild!
    expect(table.childCount).toBe(3)
    expect(table.child(2).content.content.map((cell) => cell.childCount)).toEqual([1, 1])
  })
})
