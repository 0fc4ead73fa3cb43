import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { crashLedger } from '#tests/support/crash-ledger.ts'
import { seeded, seedOfRun } from '#tests/support/seeded.ts'
import { minutes, report } from './report.ts'

/** Of what the server's system calls fail now and then, by libfiu (`apt-get install fiu-utils`). */
const faults = {
  'no space left': 'enable_random name=posix/io/rw/pwrite,probability=0.02,failinfo=28',
  'a disk error': 'enable_random name=posix/io/sync/fsync,probability=0.05,failinfo=5',
  'a disk error, data only': 'enable_random name=posix/io/sync/fdatasync,probability=0.05,failinfo=5',
}

it('a disk that fails now and then, and a server killed in between, lose nothing that was called saved', async () => {
  if (spawnSync('fiu-run', ['-h']).error) throw new Error('fiu-run is not here: apt-get install fiu-utils')
  const seed = seedOfRun()
  const random = seeded(seed)
  const until = Date.now() + minutes(20) * 60_000
  do {
    for (const [fault, control] of Object.entries(faults)) {
      const plan = { seed: random.below(2 ** 31), kills: 8, death: 'any moment' as const }
      const before = ['fiu-run', '-x', '-c', control]
      const result = await crashLedger({ engine: 'sqlite', ...plan, before })
      const { missing, twice, differ, ...counts } = result
      report('faults', { run: seed, ...plan, fault, ...counts, missing: missing.length, twice: twice.length, differ })
      expect({ missing, twice, differ }).toEqual({ missing: [], twice: [], differ: [] })
    }
  } while (Date.now() < until)
})
