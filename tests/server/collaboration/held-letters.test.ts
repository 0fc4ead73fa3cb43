import { describe, expect, it } from 'vitest'
import { limits } from '#domain/limits.ts'
import type { Connection } from '#server/collaboration/connection.ts'
import { HeldLetters } from '#server/collaboration/held-letters.ts'

const besides = 200
const [quiet, loud] = [{} as Connection, {} as Connection]
const letter = (bytes: number) => ({ kind: 'update' as const, update: new Uint8Array(bytes - besides) })

describe('Letters that wait while a page is held', () => {
  it.each([-1, 0])('all stay up to 8 MB (%i byte)', (more) => {
    const held = new HeldLetters()
    expect(held.hold(quiet, letter(1_000))).toBeUndefined()
    expect(held.hold(loud, letter(limits.heldWhileFrozen - 1_000 + more))).toBeUndefined()
    expect(held.release()).toHaveLength(2)
  })

  it('a byte more, and the loudest sender alone is sent away, with all that was theirs', () => {
    const held = new HeldLetters()
    held.hold(loud, letter(2_000))
    held.hold(quiet, letter(1_000))
    held.hold(loud, letter(limits.heldWhileFrozen - 3_000))
    expect(held.hold(quiet, letter(besides + 1))).toBe(loud)
    expect(held.release().map(([who]) => who)).toEqual([quiet, quiet])
    // There is room again.
    expect(held.hold(quiet, letter(1_000_000))).toBeUndefined()
  })
})
