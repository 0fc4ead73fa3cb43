import { expect, it } from 'vitest'
import { crashLedger, type Death } from '#tests/support/crash-ledger.ts'
import { seeded, seedOfRun } from '#tests/support/seeded.ts'
import { engines, minutes, report } from './report.ts'

const deaths: Death[] = [
  'any moment',
  'any moment',
  'insert document_snapshot',
  'any moment',
  'delete document_update',
  'any moment',
  'insert document_projection',
]
const killsARound = 25

/** A thousand kills, or as many as fit into SOAK_MINUTES: round after round of a new document, both databases at once. */
it('a server killed a thousand times loses nothing that it called saved', async () => {
  const seed = seedOfRun()
  const random = seeded(seed)
  const until = Date.now() + minutes(60) * 60_000
  const all = { kills: 0, saved: 0 }
  for (let round = 0; all.kills < 1_000 && Date.now() < until; round++) {
    const death = deaths[round % deaths.length] ?? 'any moment'
    const plan = { seed: random.below(2 ** 31), kills: death === 'any moment' ? killsARound : 5, death }
    const results = await Promise.all(
      engines.map(async (engine) => ({
        engine,
        ...(await crashLedger({ engine, ...plan })),
      })),
    )
    for (const { engine, kills, saved, missing, twice, differ } of results) {
      all.kills += kills
      all.saved += saved
      const figures = { kills, saved, missing: missing.length, twice: twice.length, differ }
      report('crash', { run: seed, round, engine, ...plan, ...figures, killsSoFar: all.kills, savedSoFar: all.saved })
      expect({ missing, twice, differ }).toEqual({ missing: [], twice: [], differ: [] })
    }
  }
})
