import { describe, expect, it } from 'vitest'
import { fuzzSockets } from '#tests/support/fuzz-sockets.ts'
import { seedOfRun } from '#tests/support/seeded.ts'

describe('Hundreds of hostile acts over real sockets', () => {
  it.each(['sqlite', 'postgres'] as const)(
    'end with a code that says why, while two people write on as if nothing were (%s)',
    async (engine) => {
      const seed = seedOfRun(1)
      const { found, memory, ends, honest } = await fuzzSockets({ engine, seed, acts: 300 })
      expect({ seed, found }).toEqual({ seed, found: [] })
      expect(memory.most).toBeLessThan(700)
      expect(Object.keys(ends)).toEqual(expect.arrayContaining(['lives', 'waits', '1002', '1009', '4400', '4422']))
      expect(honest.saved).toBeGreaterThan(20)
    },
    90_000,
  )
})
