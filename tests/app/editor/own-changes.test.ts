import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { OwnChanges } from '#app/editor/live/own-changes.ts'
import { unsentWords } from '#app/editor/live/unsent-words.ts'
import { seedOf, Writer } from './support/writer.ts'

const seed = seedOf('One', 'Two')

/** A person at their page, which keeps its account. */
function accounted(clientId = 20) {
  const writer = new Writer(clientId, seed)
  const own = new OwnChanges(writer.document)
  const kept: boolean[] = []
  writer.document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'network') kept.push(own.wrote(update))
  })
  return { writer, own, kept }
}

/** What a server has that hears the seed and these edits, in this order. */
function textAfter(edits: Uint8Array[]): string {
  const document = new Y.Doc()
  for (const edit of [seed, ...edits]) Y.applyUpdate(document, edit)
  expect(document.store.pendingStructs).toBeNull()
  return document
    .getXmlFragment('default')
    .toString()
    .replace(/<[^>]*>/g, '|')
}

/** A colleague's page takes the second paragraph away, and this page hears of it. */
function takeAway(writer: Writer): void {
  const colleague = new Writer(10, seed)
  colleague.document.getXmlFragment('default').delete(1, 1)
  Y.applyUpdate(writer.document, Y.encodeStateAsUpdate(colleague.document), 'network')
}

const lettersIn = (edits: Uint8Array[]) =>
  edits
    .flatMap((edit) => Y.decodeUpdate(edit).structs as Y.Item[])
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')

describe('edits that were never called saved', () => {
  it('are sent again with their own deletions, not with what fell because of them', () => {
    const { writer: ben, own } = accounted()
    const anna = new Writer(10, seed)
    ben.caret(0).type('!')
    own.asks()
    own.answered()
    expect(own.toSend).toEqual([])

    ben.dispatch(ben.state.tr.delete(6, 11))
    anna.caret(1).type(' more')
    Y.applyUpdate(ben.document, Y.encodeStateAsUpdate(anna.document), 'network')
    const namesAnna = (update: Uint8Array) => Y.decodeUpdate(update).ds.clients.has(10)
    expect(namesAnna(Y.encodeStateAsUpdate(ben.document))).toBe(true)
    expect(namesAnna(own.asWritten!)).toBe(false)
  })

  it('still hold the words whose place is gone', () => {
    const { writer, own } = accounted()
    writer.caret(1).type(' words')
    takeAway(writer)
    expect(lettersIn([Y.encodeStateAsUpdate(writer.document)])).not.toContain('words')
    expect(lettersIn(own.toSend)).toBe(' words')
    expect(unsentWords(writer.document, own.accounts, own.toSend)).toBe('words')
  })

  it('are offered without what their author deleted, whatever fell around it', () => {
    const { writer, own } = accounted()
    writer.caret(1).type(' good bad')
    const { state } = writer
    writer.dispatch(state.tr.delete(state.selection.from - 4, state.selection.from))
    writer.caret(0).type(' stays')
    takeAway(writer)
    expect(unsentWords(writer.document, own.accounts, own.toSend)).toBe('One stays\ngood')
  })

  it('of an earlier page go before those that were written in them', () => {
    const before = accounted()
    before.writer.caret(0).type(' before')
    const { writer, own } = accounted(21)
    own.found({ unsaved: new Map([['one', before.own.unsaved!]]), edits: new Map([['one', before.own.asWritten!]]) })
    Y.applyUpdate(writer.document, Y.encodeStateAsUpdate(before.writer.document), 'network')
    writer.caret(0).type(' after')
    expect(own.toSend).toHaveLength(2)
    expect(textAfter(own.toSend)).toBe('|One before after||Two|')
    expect(own.accounts).toHaveLength(2)
    own.asks()
    own.answered()
    expect(own.toSend).toEqual([])
    expect(own.accounts).toEqual([])
  })

  it('are all sent after thousands of them, and after a question that nobody answered', () => {
    const { writer, own, kept } = accounted()
    writer.caret(0).type('a'.repeat(250))
    own.asks()
    writer.type('b'.repeat(2_300))
    expect(kept.every(Boolean)).toBe(true)
    expect(textAfter(own.toSend)).toBe(`|One${'a'.repeat(250)}${'b'.repeat(2_300)}||Two|`)
    own.answered()
    expect(lettersIn(own.toSend)).toBe('b'.repeat(2_300))
  })

  it('are kept from the first on where there are more than can be sent, until all is saved', () => {
    const { writer, own, kept } = accounted()
    const note = (words: string) => writer.document.getMap('blocks').set(words.slice(0, 1), new Y.Text(words))
    note('a'.repeat(600_000))
    note('b'.repeat(600_000))
    note('c')
    expect(kept).toEqual([true, false, false])
    expect(lettersIn(own.toSend)).toBe('a'.repeat(600_000))
    expect(own.unsaved?.changes).toBe(3)
    own.asks()
    note('d')
    own.answered()
    expect(own.toSend).toEqual([])
    own.asks()
    own.answered()
    note('e')
    expect(lettersIn(own.toSend)).toBe('e')
  })

  it('of earlier pages are left to the whole state where they are too many', () => {
    const { own } = accounted()
    const edits = new Map([1, 2].map((row) => [row, new Uint8Array(600_000)] as [IDBValidKey, Uint8Array]))
    own.found({ unsaved: new Map(), edits })
    expect(own.toSend).toEqual([])
  })
})
