import { expect, it } from 'vitest'
import { fuzzMemory } from '#tests/support/fuzz-memory.ts'
import { fuzzSockets } from '#tests/support/fuzz-sockets.ts'
import { seedOfRun } from '#tests/support/seeded.ts'
import { engines, minutes, report } from './report.ts'

it.each(engines)(
  'twenty thousand hostile acts over sockets end no server, and two people write on (%s)',
  async (engine) => {
    const seed = seedOfRun()
    const soFar = { engine, seed, acts: Number(process.env.SOAK_ACTS ?? 20_000) }
    const result = await fuzzSockets({ ...soFar, report: (figures) => report('fuzz', { ...soFar, ...figures }) })
    report('fuzz', { ...soFar, ...result })
    expect(result.found).toEqual([])
    expect(result.memory.most).toBeLessThan(1024)
  },
)

it('a hundred thousand mutated updates, and more, are refused or sound', () => {
  const first = seedOfRun()
  const until = Date.now() + minutes(10) * 60_000
  const all = { accepted: 0, refused: 0, unreadable: 0, ignored: 0 }
  for (let seed = first; Date.now() < until; seed++) {
    const { counts, found } = fuzzMemory(seed, 400)
    for (const fate of ['accepted', 'refused', 'unreadable', 'ignored'] as const) all[fate] += counts[fate]
    if (found.length > 0 || (seed - first) % 20 === 0) report('fuzz', { seed, ...all, found })
    expect({ seed, found }).toEqual({ seed, found: [] })
  }
})
