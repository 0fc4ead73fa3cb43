import { describe, expect, it } from 'vitest'
import { insertBlock } from '#app/editor/commands/block-commands.ts'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { newTable } from '#app/editor/commands/table-commands.ts'
import { keepBoth, keepOne } from '#app/editor/rescue/keep-one.ts'
import { putBack, putBackBlock } from '#app/editor/rescue/put-back.ts'
import { whatWaits } from '#app/editor/rescue/rescue-words.ts'
import { exchange, seedOf, Writer } from './support/writer.ts'

const rescue = (text: string, more: { blockId?: string | null; wordsBefore?: string; wordsAfter?: string } = {}) => ({
  text,
  blockId: 'seed1',
  wordsBefore: '',
  wordsAfter: '',
  ...more,
})

describe('swallowed text is put back', () => {
  it.each([
    [
      'between the words where it stood',
      rescue('all ', { wordsBefore: 'We met ', wordsAfter: 'at the gate' }),
      'We met all at the gate',
    ],
    [
      'behind the words before it, when those after it have changed',
      rescue('all', { wordsBefore: 'We met', wordsAfter: 'by the sea' }),
      'We met all at the gate',
    ],
    [
      'before the words after it, when those before it have changed',
      rescue('all', { wordsBefore: 'They saw us', wordsAfter: 'at the gate' }),
      'We met all at the gate',
    ],
    [
      'at the end of its block, when nothing is as it was',
      rescue('All of us.', { wordsBefore: 'xyz', wordsAfter: 'uvw' }),
      'We met at the gate All of us.',
    ],
    ['as one line into a line', rescue(' one\ntwo', { wordsBefore: 'gate' }), 'We met at the gate one two'],
  ])('%s', (_, piece, line) => {
    const writer = new Writer(10, seedOf('One day', 'We met at the gate'))
    writer.caret(1).do(toggleList('bulletList'))
    writer.dispatch(putBack(writer.state, piece))
    expect(writer.lines).toEqual(['One day', line])
    writer.undoManager.undo()
    expect(writer.lines).toEqual(['One day', 'We met at the gate'])
  })

  it('as paragraphs of its own behind the caret, when its block is gone', () => {
    const writer = new Writer(10, seedOf('One day', 'We met'))
    writer.caret(0)
    writer.dispatch(putBack(writer.state, rescue('First line\nSecond line', { blockId: 'gone' })))
    expect(writer.lines).toEqual(['One day', 'First line', 'Second line', 'We met'])
    expect(new Set(writer.ids).size).toBe(4)
    expect(writer.ids).not.toContain(null)
  })

  it('in a list that lost the item, as a new item', () => {
    const writer = new Writer(10, seedOf('One day', 'We met'))
    writer.caret(1).do(toggleList('bulletList'))
    const list = writer.state.doc.child(1).attrs.id as string
    writer.dispatch(putBack(writer.state, rescue('A new point', { blockId: list })))
    expect(writer.state.doc.child(1).childCount).toBe(2)
    expect(writer.lines).toEqual(['One day', 'We met', 'A new point'])
  })
})

describe('a picture that went down with its block is put back', () => {
  const block = { type: 'image', attrs: { id: 'pic', evidenceId: 'e1', alt: '', caption: 'The gate' } }
  const kinds = (writer: Writer) => writer.state.doc.content.content.map(({ type }) => type.name)

  it('behind the block that it stood behind, with its words and its name', () => {
    const writer = new Writer(10, seedOf('One day', 'We met', 'We left'))
    writer.dispatch(putBackBlock(writer.state, { block, blockId: 'seed1' }))
    expect(kinds(writer)).toEqual(['paragraph', 'paragraph', 'image', 'paragraph'])
    expect(writer.state.doc.child(2).attrs).toMatchObject({ id: 'pic', caption: 'The gate' })
  })

  it('behind the caret, when nothing of that place is left', () => {
    const writer = new Writer(10, seedOf('One day', 'We met'))
    writer.caret(0).dispatch(putBackBlock(writer.state, { block, blockId: 'gone' }))
    expect(kinds(writer)).toEqual(['paragraph', 'image', 'paragraph'])
  })

  it('behind a table, where its place was a row', () => {
    const writer = new Writer(10, seedOf('One day', 'We met'))
    writer.caret(0).do(insertBlock(newTable(writer.state)))
    const row = writer.state.doc.child(1).child(0).attrs.id as string
    writer.dispatch(putBackBlock(writer.state, { block, blockId: row }))
    expect(kinds(writer).slice(0, 3)).toEqual(['paragraph', 'table', 'image'])
  })
})

describe('what waits is said in words', () => {
  const words = (type: string, attrs: Record<string, unknown>) => whatWaits({ text: '{}', block: { type, attrs } })
  it.each([
    [words('image', { caption: 'The gate' }), 'A picture: “The gate”'],
    [words('image', { caption: '', alt: 'A gate' }), 'A picture: “A gate”'],
    [words('evidence', { caption: '' }), 'A card from the evidence'],
    [words('thinkingTool', { tool: 'causal-loop' }), 'A thinking tool: Causal loop diagram'],
    [whatWaits({ text: ' Nobody ran ', block: null }), 'Nobody ran'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected)
  })
})

describe('a paragraph that stands twice', () => {
  const twice = () => {
    const seed = seedOf('One day', 'We met at the gate')
    const [anna, ben] = [new Writer(10, seed), new Writer(20, seed)]
    for (const writer of [anna, ben]) writer.caret(1).do(toggleList('bulletList'))
    exchange(anna, ben)
    return { anna, ben, pair: { text: 'We met at the gate', blockId: 'seed1', otherBlockId: 'seed1' } }
  }

  it('keeps its evidence in both editors, also while they write on', () => {
    const { anna, ben } = twice()
    anna.caret(0).type('!')
    ben.caret(0).type('?')
    exchange(anna, ben)
    for (const writer of [anna, ben]) expect(writer.ids.filter((id) => id === 'seed1')).toHaveLength(2)
  })

  it('stands once again, and its second list is gone', () => {
    const { anna, ben, pair } = twice()
    anna.dispatch(keepOne(anna.state, pair)!)
    exchange(anna, ben)
    expect(ben.lines).toEqual(['One day', 'We met at the gate'])
    expect(ben.state.doc.childCount).toBe(2)
  })

  it('stays twice, each with a name of its own', () => {
    const { anna, ben, pair } = twice()
    anna.dispatch(keepBoth(anna.state, pair)!)
    exchange(anna, ben)
    expect(ben.lines).toEqual(['One day', 'We met at the gate', 'We met at the gate'])
    expect(ben.ids.filter((id) => id === 'seed1')).toHaveLength(1)
  })

  it('is left alone where the second says something else by now', () => {
    const { anna, pair } = twice()
    anna.caret(2, 6).type(' all')
    expect(keepOne(anna.state, pair)).toBeUndefined()
  })
})
