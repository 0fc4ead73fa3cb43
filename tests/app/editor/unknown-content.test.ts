import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bringsUnknown, whileShowing } from '#app/editor/live/unknown-content.ts'
import { seedOf, Writer } from './support/writer.ts'

function updateOf(change: (document: Y.Doc) => void, seed: Uint8Array = seedOf('Known.')): Uint8Array {
  const document = new Y.Doc()
  Y.applyUpdate(document, seed)
  const before = Y.encodeStateVector(document)
  change(document)
  return Y.encodeStateAsUpdate(document, before)
}
const firstText = (document: Y.Doc) =>
  (document.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as unknown as Y.XmlText

describe('what a newer page writes', () => {
  it('is known by its kinds before it comes near the editor', () => {
    expect(bringsUnknown(seedOf('One', 'Two'))).toBe(false)
    expect(bringsUnknown(updateOf((document) => firstText(document).insert(0, 'More. ', { bold: {} })))).toBe(false)
    expect(bringsUnknown(updateOf((document) => firstText(document).format(0, 3, { 'link--abcdefgh': {} })))).toBe(
      false,
    )
    expect(bringsUnknown(updateOf((document) => firstText(document).format(0, 3, { highlight: {} })))).toBe(true)
    const poll = (document: Y.Doc) => document.getXmlFragment('default').insert(1, [new Y.XmlElement('poll')])
    expect(bringsUnknown(updateOf(poll))).toBe(true)
  })

  it('would be deleted for everybody by the binding: it is noticed before anything leaves the page', () => {
    const writer = new Writer(7, seedOf('Known.'))
    const sent: Uint8Array[] = []
    let cut = false
    writer.document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network' && !cut) sent.push(update)
    })
    // A known name in a place where this page's schema does not have it.
    const misplaced = updateOf((document) => {
      const list = new Y.XmlElement('bulletList')
      list.insert(0, [new Y.XmlElement('divider')])
      document.getXmlFragment('default').insert(1, [list])
    })
    whileShowing(
      writer.document,
      () => {
        cut = true
      },
      () => Y.applyUpdate(writer.document, misplaced, 'network'),
    )
    expect(cut).toBe(true)
    expect(sent).toEqual([])
  })

  it('and what colleagues of today write is shown without that alarm', () => {
    const writer = new Writer(7, seedOf('Known.'))
    let cut = false
    const words = updateOf((document) => firstText(document).insert(0, 'Well '))
    whileShowing(
      writer.document,
      () => {
        cut = true
      },
      () => Y.applyUpdate(writer.document, words, 'network'),
    )
    expect(cut).toBe(false)
    expect(writer.lines).toEqual(['Well Known.'])
  })
})
