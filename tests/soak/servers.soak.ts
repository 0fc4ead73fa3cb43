import { expect, it } from 'vitest'
import { seeded, seedOfRun } from '#tests/support/seeded.ts'
import { serversLedger, type Trouble } from '#tests/support/servers-ledger.ts'
import { minutes, report } from './report.ts'

const troubles: [Trouble, rounds: number][] = [
  ['a killed server', 20],
  ['a reset line', 30],
  ['a crashed database', 15],
  ['a silent line', 5],
]

/** Three servers on one PostgreSQL, and everything that can go wrong between them, round after round. */
it('three servers in trouble lose nothing that they called saved', async () => {
  const seed = seedOfRun()
  const random = seeded(seed)
  const until = Date.now() + minutes(60) * 60_000
  for (let round = 0; round < 12 && Date.now() < until; round++) {
    const [trouble, rounds] = troubles[round % troubles.length] ?? troubles[0]!
    const plan = { seed: random.below(2 ** 31), trouble, rounds }
    const { saved, missing, twice, differ } = await serversLedger(plan)
    report('servers', { run: seed, round, ...plan, saved, missing: missing.length, twice: twice.length, differ })
    expect({ missing, twice, differ }).toEqual({ missing: [], twice: [], differ: [] })
  }
})
