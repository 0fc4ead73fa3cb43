import { describe, expect, it } from 'vitest'
import { seedOfRun } from '#tests/support/seeded.ts'
import { serversLedger, type Trouble } from '#tests/support/servers-ledger.ts'

const troubles: [Trouble, rounds: number][] = [
  ['a killed server', 3],
  ['a reset line', 4],
  ['a crashed database', 2],
  ['a silent line', 1],
]

describe('Three servers on one database', () => {
  it.each(troubles)(
    'with %s, %i times: what was called saved is there, once, and everybody sees the same',
    async (trouble, rounds) => {
      const seed = seedOfRun()
      const { saved, missing, twice, differ } = await serversLedger({ seed, trouble, rounds })
      expect({ seed, missing, twice, differ }).toEqual({ seed, missing: [], twice: [], differ: [] })
      expect(saved).toBeGreaterThan(rounds * 20)
    },
    120_000,
  )
})
