import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { movedIndex } from '#app/blocks/shared-text.tsx'

describe('a caret while a colleague types', () => {
  it('moves along with what is inserted before it and stays for what comes after', () => {
    expect(movedIndex(5, [{ insert: 'abc' }])).toBe(8)
    expect(movedIndex(5, [{ retain: 5 }, { insert: 'abc' }])).toBe(5)
    expect(movedIndex(5, [{ retain: 2 }, { delete: 2 }])).toBe(3)
    expect(movedIndex(5, [{ retain: 3 }, { delete: 9 }])).toBe(3)
  })

  it('always stands before the same letter, unless the change touches it', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(6), fc.string({ maxLength: 6 }), (caret, at, remove, insert) => {
        const text = new Y.Doc().getText('t')
        text.insert(0, 'abcdefghijklmnopqrstu')
        const letter = 'abcdefghijklmnopqrstu'[caret]!
        let delta: Y.YTextEvent['delta'] = []
        text.observe((event) => {
          delta = event.delta
        })
        const upper = insert.toUpperCase().replace(/[a-z]/g, '')
        text.doc!.transact(() => {
          text.delete(at, Math.min(remove, 21 - at))
          text.insert(at, upper)
        })
        const now = text.toString()
        const moved = movedIndex(caret, delta)
        expect(moved).toBeGreaterThanOrEqual(0)
        expect(moved).toBeLessThanOrEqual(now.length)
        const beside = caret >= at && caret <= at + remove
        if (now.includes(letter) && !beside) expect(now[moved]).toBe(letter)
      }),
    )
  })
})
