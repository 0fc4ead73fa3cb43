import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unsentWords } from '#app/editor/live/unsent-words.ts'
import { seedOf, Writer } from './support/writer.ts'

/** What this writer typed from here on, as its page accounts for it. */
function fromNow({ document }: Writer) {
  const clock = Y.getState(document.store, document.clientID)
  return () => unsentWords(document, [{ changes: 1, from: [[document.clientID, clock]] }], [])
}

describe('the words that only this device has', () => {
  it('are the new ones, to the ends of their words, not the rest of the page', () => {
    const writer = new Writer(7, seedOf('We met at the gate today.', 'Nobody ran.', 'It rained.'))
    const unsent = fromNow(writer)
    writer.caret(0, 18).type(' of the school')
    writer.caret(2, 9).type(' all day')
    expect(unsent()).toBe('… of the school today.\n… rained all day.')
  })

  it('leave out what the server had confirmed of the same sentence', () => {
    const writer = new Writer(7, seedOf('Begin.'))
    writer.caret(0).type(' First part,')
    const unsent = fromNow(writer)
    writer.type(' second part.')
    expect(unsent()).toBe('… part, second part.')
  })

  it('are none where words were only taken away', () => {
    const writer = new Writer(7, seedOf('Too many words.'))
    const unsent = fromNow(writer)
    writer.dispatch(writer.state.tr.delete(1, 5))
    expect(unsent()).toBe('')
  })

  it('hold the labels of thinking tools and the captions of pictures', () => {
    const document = new Y.Doc()
    const tool = new Y.Map<unknown>()
    document.getMap('blocks').set('t', tool)
    tool.set('tool', 'iceberg')
    tool.set('issue', new Y.Text('Fights at pick-up'))
    const picture = new Y.XmlElement('image')
    document.getXmlFragment('default').insert(0, [picture])
    picture.setAttribute('caption', 'The gate at eight')
    picture.setAttribute('evidenceId', 'e1')
    const from: [number, number][] = [[document.clientID, 0]]
    expect(unsentWords(document, [{ changes: 2, from }], [])).toBe('The gate at eight\nFights at pick-up')
    expect(unsentWords(document, [], [])).toBe('')
  })
})
