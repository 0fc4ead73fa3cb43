import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { OwnChanges } from '#app/editor/live/own-changes.ts'
import { seedOf, Writer } from './support/writer.ts'

it('edits that were never called saved are sent again with their own deletions, not with what fell because of them', () => {
  const seed = seedOf('One', 'Two')
  const [anna, ben] = [new Writer(10, seed), new Writer(20, seed)]
  const own = new OwnChanges(ben.document)
  ben.document.on('update', (update: Uint8Array, origin: unknown) => origin !== 'network' && own.wrote(update))
  ben.caret(0).type('!')
  own.asks()
  own.answered()
  expect(own.asWritten).toBeUndefined()

  ben.dispatch(ben.state.tr.delete(6, 11))
  anna.caret(1).type(' more')
  Y.applyUpdate(ben.document, Y.encodeStateAsUpdate(anna.document), 'network')
  const namesAnna = (update: Uint8Array) => Y.decodeUpdate(update).ds.clients.has(10)
  expect(namesAnna(Y.encodeStateAsUpdate(ben.document))).toBe(true)
  expect(namesAnna(own.asWritten!)).toBe(false)
})
