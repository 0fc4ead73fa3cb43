import { describe, expect, it } from 'vitest'
import { fuzzMemory } from '#tests/support/fuzz-memory.ts'
import { seedOfRun } from '#tests/support/seeded.ts'

describe('Twenty thousand mutated updates', () => {
  it('are refused, or are sound: memory, its bytes, its clocks and an open page agree, and nothing waits', () => {
    const seed = seedOfRun(1)
    const { counts, found } = fuzzMemory(seed, 400)
    expect({ seed, found }).toEqual({ seed, found: [] })
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(40)
  }, 60_000)
})
