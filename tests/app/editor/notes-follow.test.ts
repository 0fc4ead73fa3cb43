import { joinBackward, joinForward, toggleMark } from '@tiptap/pm/commands'
import { Fragment, Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { toggleCallout } from '#app/editor/commands/block-commands.ts'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph, setParagraphKind } from '#app/editor/commands/paragraph-commands.ts'
import { followAnchor } from '#domain/review/follow-anchor.ts'
import { blockText, findBlock } from '#domain/review/quote.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { seedOf, Writer } from './support/writer.ts'

const line = 'In March the gate was locked at four.'
const quote = 'the gate was locked'
const start = line.indexOf(quote)
const note = { blockId: 'seed1', start, end: start + quote.length, quote }
const page = () => new Writer(7, seedOf('We begin here.', line, 'Nobody knew why.', 'So we asked.'))

/** Where block n begins, and how large it is. */
function block(writer: Writer, n: number) {
  let position = 0
  for (let index = 0; index < n; index++) position += writer.state.doc.child(index).nodeSize
  return { position, node: writer.state.doc.child(n) }
}
function move(writer: Writer, from: number, to: number, steps = 1): void {
  const { position, node } = block(writer, from)
  const { tr } = writer.state
  tr.delete(position, position + node.nodeSize)
  if (steps === 2) writer.dispatch(tr)
  const next = steps === 2 ? writer.state.tr : tr
  let at = 0
  for (let index = 0; index < to; index++) at += next.doc.child(index).nodeSize
  writer.dispatch(next.insert(at, node))
}
function select(writer: Writer, from: number, to: number): void {
  const { position } = block(writer, 1)
  const { doc, tr } = writer.state
  writer.dispatch(tr.setSelection(TextSelection.create(doc, position + 1 + from, position + 1 + to)))
}
/** Takes letters of the line out and puts them behind another line, as clipboards do. */
function cutAndPaste(writer: Writer, from: number, to: number, behind: number): void {
  select(writer, from, to)
  const cut = writer.state.selection.content()
  writer.dispatch(writer.state.tr.deleteSelection())
  writer.caret(behind)
  writer.dispatch(writer.state.tr.replaceSelection(cut))
}
const write = (writer: Writer, words: string, at: number, n = 1) => void writer.caret(n, at).type(words)
const reword = (writer: Writer, words: string, from: number, to: number) => {
  select(writer, from, to)
  writer.dispatch(writer.state.tr.insertText(words))
}
const take = (writer: Writer, from: number, to: number) => {
  select(writer, from, to)
  writer.dispatch(writer.state.tr.deleteSelection())
}
/** The whole page anew, as a client does that knows no better. */
const setContent = (writer: Writer, change: (text: string) => string) => {
  const { doc, tr, schema } = writer.state
  const blocks = doc.content.content.map((node) =>
    node.type.create(node.attrs, change(node.textContent) ? schema.text(change(node.textContent)) : null),
  )
  writer.dispatch(tr.replace(0, doc.content.size, new Slice(Fragment.from(blocks), 0, 0)))
}

function makeBold(writer: Writer): void {
  select(writer, start, start + 8)
  writer.do(toggleMark(writer.state.schema.marks.bold!))
}
function kinds(writer: Writer, ...each: Parameters<typeof setParagraphKind>[0][]): void {
  for (const kind of each) writer.caret(1).do(setParagraphKind(kind))
}
function remove(writer: Writer, n: number): void {
  const { position, node } = block(writer, n)
  writer.dispatch(writer.state.tr.delete(position, position + node.nodeSize))
}
function broughtBack(writer: Writer, act: () => void): void {
  act()
  writer.undoManager.undo()
}

/** The words that the note stands at now. */
function standsAt(writer: Writer, anchor: Parameters<typeof followAnchor>[1] = note) {
  const content = readContent(writer.document)
  const followed = followAnchor(content, anchor)
  if (followed.standing === 'gone') return { standing: 'gone' }
  const text = blockText(findBlock(content.page, followed.blockId)!)
  return { standing: followed.standing, words: text.slice(followed.start ?? 0, followed.end ?? undefined) }
}

describe('A note on words of a page that people go on writing', () => {
  const acts: [string, (writer: Writer) => unknown][] = [
    ['something is written before them', (writer) => write(writer, 'Once ', 0)],
    ['something is written behind them', (writer) => write(writer, ', every day', line.length - 1)],
    ['something is written in other blocks', (writer) => write(writer, 'Today ', 0, 0)],
    ['they are made bold', makeBold],
    ['Enter is pressed behind them', (writer) => writer.caret(1, line.length - 9).do(enterInParagraph)],
    ['Enter is pressed before them', (writer) => writer.caret(1, 9).do(enterInParagraph)],
    ['Enter is pressed at the start of their line', (writer) => writer.caret(1, 0).do(enterInParagraph)],
    ['a block is put in above', (writer) => writer.caret(0).do(enterInParagraph)],
    ['another block is deleted', (writer) => remove(writer, 0)],
    ['another block is dragged across', (writer) => move(writer, 2, 0)],
    ['their block is dragged up', (writer) => move(writer, 1, 0)],
    ['their block is dragged down', (writer) => move(writer, 1, 2)],
    ['their block is dragged to the end', (writer) => move(writer, 1, 3)],
    ['their block is moved in two steps', (writer) => move(writer, 1, 3, 2)],
    ['the line becomes a heading', (writer) => kinds(writer, 'h2')],
    ['the line becomes a heading of another level', (writer) => kinds(writer, 'h2', 'h3')],
    ['the line becomes a heading and plain again', (writer) => kinds(writer, 'h2', 'h2')],
    ['the line becomes a quotation', (writer) => kinds(writer, 'quote')],
    ['the line goes into a list', (writer) => writer.caret(1).do(toggleList('bulletList'))],
    ['the line goes into a callout', (writer) => writer.caret(1).do(toggleCallout)],
    ['the line is joined with the one above', (writer) => writer.caret(1, 0).do(joinBackward)],
    ['the line below is joined to it', (writer) => writer.caret(1).do(joinForward)],
    ['the sentence is cut out and put elsewhere', (writer) => cutAndPaste(writer, 0, line.length, 3)],
    ['only they are cut out and put elsewhere', (writer) => cutAndPaste(writer, start, start + quote.length, 3)],
    ['the page is set anew, the same', (writer) => setContent(writer, (text) => text)],
    ['the page is set anew with a change', (writer) => setContent(writer, (text) => text.replace('Nobody', 'No one'))],
    ['they are deleted and brought back', (writer) => broughtBack(writer, () => take(writer, start, line.length))],
    ['their block is deleted and brought back', (writer) => broughtBack(writer, () => remove(writer, 1))],
  ]
  it.each(acts)('stays at its words when %s', (name, act) => {
    const writer = page()
    const before = JSON.stringify(readContent(writer.document))
    act(writer)
    if (!/the same|brought back|plain again/.test(name))
      expect(JSON.stringify(readContent(writer.document))).not.toBe(before)
    expect(standsAt(writer)).toEqual({ standing: 'there', words: quote })
  })

  it('stays at their first half when Enter is pressed inside them', () => {
    const writer = page()
    writer.caret(1, start + 8).do(enterInParagraph)
    expect(standsAt(writer)).toEqual({ standing: 'there', words: 'the gate' })
  })

  it('stays with the original when the line is copied, and goes with the copy when the original is deleted', () => {
    const writer = page()
    const { node } = block(writer, 1)
    writer.dispatch(writer.state.tr.insert(writer.state.doc.content.size, node))
    write(writer, 'Later: ', 0, 4)
    expect(standsAt(writer)).toEqual({ standing: 'there', words: quote })
    expect(followAnchor(readContent(writer.document), note)).toMatchObject({ blockId: 'seed1' })
    remove(writer, 1)
    expect(standsAt(writer)).toEqual({ standing: 'there', words: quote })
  })

  it.each<[string, (writer: Writer) => void, string]>([
    ['somebody writes inside them', (writer) => write(writer, 'old ', start + 4), 'the old gate was locked'],
    ['their end is put otherwise', (writer) => reword(writer, 'shut', start + 13, start + 19), 'the gate was '],
    ['their beginning is put otherwise', (writer) => reword(writer, 'a door', start, start + 8), ' was locked'],
  ])('says that they have changed when %s, and points at what is like them', (_, act, words) => {
    const writer = page()
    act(writer)
    expect(standsAt(writer)).toEqual({ standing: 'changed', words })
  })

  it('says that they have changed when they are taken out, and that they are gone with their block', () => {
    const writer = page()
    take(writer, start, start + quote.length)
    expect(standsAt(writer)).toMatchObject({ standing: 'changed' })
    remove(writer, 1)
    expect(standsAt(writer)).toEqual({ standing: 'gone' })
  })

  it('does not go to the same words where they mean something else', () => {
    const writer = new Writer(7, seedOf('He was late.', 'She was early.', 'We was there, was it?'))
    const one = { blockId: 'seed0', start: 3, end: 6, quote: 'was' }
    expect(standsAt(writer, one)).toEqual({ standing: 'there', words: 'was' })
    remove(writer, 0)
    expect(standsAt(writer, one)).toEqual({ standing: 'gone' })
  })

  it('on a whole line follows it to its new place', () => {
    const writer = page()
    const whole = { blockId: 'seed1', quote: line }
    cutAndPaste(writer, 0, line.length, 3)
    expect(standsAt(writer, whole)).toMatchObject({ standing: 'changed' })
    writer.undoManager.undo()
    writer.undoManager.undo()
    move(writer, 1, 3)
    expect(standsAt(writer, whole)).toEqual({ standing: 'there', words: line })
  })
})
