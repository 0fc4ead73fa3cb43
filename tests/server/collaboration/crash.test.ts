import { describe, expect, it } from 'vitest'
import { crashLedger, type Death } from '#tests/support/crash-ledger.ts'
import { seedOfRun } from '#tests/support/seeded.ts'

const deaths: [Death, kills: number][] = [
  ['any moment', 44],
  ['insert document_projection', 5],
  ['insert document_snapshot', 4],
  ['delete document_update', 4],
  ['insert document_contribution', 3],
]

describe('A server killed while eight people write, on either database', () => {
  it.each(deaths)(
    'at %s, %i times, has everything that it called saved, once, and all replicas are equal',
    async (death, kills) => {
      const seed = seedOfRun()
      const engines = ['sqlite', 'postgres'] as const
      const results = await Promise.all(engines.map((engine) => crashLedger({ engine, seed, kills, death })))
      for (const { saved, missing, twice, differ } of results) {
        expect({ seed, missing, twice, differ }).toEqual({ seed, missing: [], twice: [], differ: [] })
        expect(saved).toBeGreaterThan(kills)
      }
    },
    240_000,
  )
})
