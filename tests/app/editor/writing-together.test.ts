import { describe, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph, setParagraphKind } from '#app/editor/commands/paragraph-commands.ts'
import { exchange, seedOf, Writer } from './support/writer.ts'

const two = (seed: Uint8Array) => [new Writer(10, seed), new Writer(20, seed)] as const

describe('two people write the first letters of the same new paragraph', () => {
  it.each([
    ['letter by letter', 1],
    ['after three letters each', 3],
    ['after a whole phrase each', 8],
  ])('and each phrase keeps its letters in order, exchanged %s', (_, every) => {
    for (const first of [0, 1]) {
      const writers = two(seedOf('Above'))
      const [anna, ben] = first === 0 ? writers : [writers[1], writers[0]]
      anna.caret(0)
      anna.do(enterInParagraph)
      exchange(anna, ben)
      anna.caret(1)
      ben.caret(1)
      for (let at = 0; at < 8; at += every) {
        anna.type('abcdefgh'.slice(at, at + every))
        ben.type('ABCDEFGH'.slice(at, at + every))
        exchange(anna, ben)
      }
      expect(ben.lines).toEqual(anna.lines)
      const line = anna.lines[1]!
      expect(line.replace(/[^a-z]/g, '')).toBe('abcdefgh')
      expect(line.replace(/[^A-Z]/g, '')).toBe('ABCDEFGH')
    }
  })

  it('also in a paragraph that was emptied, and in the seeded empty page', () => {
    const [anna, ben] = two(seedOf('gone', ''))
    anna.dispatch(anna.state.tr.delete(1, 5))
    exchange(anna, ben)
    for (const block of [0, 1]) {
      anna.caret(block).type('uvw')
      ben.caret(block).type('XYZ')
      exchange(anna, ben)
      const line = anna.lines[block]!
      expect(line.replace(/[^a-z]/g, '')).toBe('uvw')
      expect(line.replace(/[^A-Z]/g, '')).toBe('XYZ')
    }
    expect(ben.lines).toEqual(anna.lines)
  })
})

describe('two people write in the same sentence', () => {
  it('and each caret stays between its two letters', () => {
    const [anna, ben] = two(seedOf('We met at the gate today'))
    anna.caret(0, 3)
    ben.caret(0, 10)
    for (const letter of 'all ') {
      anna.type(letter)
      ben.type(letter.toUpperCase())
      exchange(anna, ben)
    }
    expect(anna.lines).toEqual(['We all met at ALL the gate today'])
    expect(ben.lines).toEqual(anna.lines)
  })

  it('and a caret finds its line again when a colleague makes a list of it', () => {
    const [anna, ben] = two(seedOf('One', 'Two', 'Three'))
    ben.caret(1, 1)
    anna.caret(1)
    anna.do(toggleList('bulletList'))
    exchange(anna, ben)
    expect(ben.state.selection.$head.parent.textContent).toBe('Two')
  })
})

describe('undo', () => {
  it('takes back a phrase in one step while somebody else types', () => {
    const [anna, ben] = two(seedOf('', 'Below'))
    anna.caret(0)
    ben.caret(1)
    for (const letter of 'twenty letters typed') {
      anna.type(letter)
      ben.type('.')
      exchange(anna, ben)
    }
    expect(anna.lines).toEqual(['twenty letters typed', `Below${'.'.repeat(20)}`])
    anna.undoManager.undo()
    expect(anna.lines).toEqual(['', `Below${'.'.repeat(20)}`])
    expect(anna.undoManager.undoStack).toHaveLength(0)
    anna.undoManager.redo()
    expect(anna.lines[0]).toBe('twenty letters typed')
  })

  it('never takes back what somebody else wrote', () => {
    const [anna, ben] = two(seedOf('One'))
    ben.caret(0).type(' two')
    exchange(anna, ben)
    anna.undoManager.undo()
    expect(anna.lines).toEqual(['One two'])
  })

  it('begins a new step at Enter, at formatting and after a pause', () => {
    vi.useFakeTimers()
    try {
      const [anna] = two(seedOf(''))
      anna.caret(0).type('first')
      anna.do(enterInParagraph)
      anna.type('second')
      anna.do(setParagraphKind('h2'))
      expect(anna.lines).toEqual(['first', 'second'])
      anna.undoManager.undo()
      expect(anna.state.doc.child(1).attrs.kind).toBe('p')
      anna.undoManager.undo()
      expect(anna.lines).toEqual(['first'])
      vi.advanceTimersByTime(600)
      anna.caret(0).type('!')
      anna.undoManager.undo()
      expect(anna.lines).toEqual(['first'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('of an Enter leaves a paragraph in which a colleague has begun to write', () => {
    const [anna, ben] = two(seedOf('One'))
    anna.caret(0)
    anna.do(enterInParagraph)
    exchange(anna, ben)
    ben.caret(1).type('mine')
    exchange(anna, ben)
    anna.undoManager.undo()
    exchange(anna, ben)
    expect(ben.lines).toEqual(['One', 'mine'])
  })

  it('of the making of a paragraph leaves its name and kind to a colleague who has begun to write in it', () => {
    const [anna, ben] = two(seedOf('One'))
    anna.caret(0).do(setParagraphKind('quote'))
    anna.undoManager.endStep()
    anna.caret(0, 2)
    anna.do(enterInParagraph)
    anna.do(setParagraphKind('h2'))
    const [, id] = anna.ids
    exchange(anna, ben)
    ben.caret(1).type('mine')
    exchange(anna, ben)
    while (anna.undoManager.undo()) exchange(anna, ben)
    expect(ben.lines.join()).toContain('mine')
    for (const { state } of [anna, ben]) expect(state.doc.lastChild!.attrs).toMatchObject({ id })
    const stored = ben.document.getXmlFragment('default').get(1) as Y.XmlElement
    expect(stored.getAttribute('id')).toBe(id)
    expect(stored.getAttribute('kind')).toBeTypeOf('string')
    // What is undone is done again as it was.
    while (anna.undoManager.redo()) exchange(anna, ben)
    expect(anna.state.doc.child(1).attrs).toMatchObject({ id, kind: 'h2' })
    expect(anna.lines).toEqual(['On', 'emine'])
  })

  it('of an Enter takes the empty paragraph away when nobody wrote in it', () => {
    const [anna] = two(seedOf('One'))
    anna.caret(0)
    anna.do(enterInParagraph)
    anna.undoManager.undo()
    expect(anna.lines).toEqual(['One'])
  })
})

describe('a change of kind', () => {
  it('keeps what a colleague types in the paragraph at the same moment', () => {
    const [anna, ben] = two(seedOf('Title'))
    anna.caret(0)
    anna.do(setParagraphKind('h2'))
    ben.caret(0).type(' of it')
    exchange(anna, ben)
    expect(anna.lines).toEqual(['Title of it'])
    expect(ben.state.doc.child(0).attrs).toMatchObject({ kind: 'h2', id: 'seed0' })
  })
})
