import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Gathering } from '#server/collaboration/gathering.ts'

/** Counts commits, and how long the loop was asleep: waiting is counted in a clock of its own. */
function gatheringOf(roundMilliseconds: number) {
  const seen = { commits: 0, rests: [] as number[], now: 0 }
  const gathering = new Gathering(
    roundMilliseconds,
    async () => {
      seen.commits++
    },
    {
      now: () => seen.now,
      rest: (milliseconds) => {
        seen.rests.push(milliseconds)
        seen.now += milliseconds
      },
    },
  )
  /** So many messages, one each so many milliseconds, each in a turn of the loop. */
  const hear = async (messages: number, everyMilliseconds: number) => {
    for (let message = 0; message < messages; message++) {
      seen.now += everyMilliseconds
      gathering.heard()
      await turn()
    }
  }
  return { gathering, seen, hear }
}

describe('Rounds', () => {
  it('are not made for a few who write: their batches have their timers', async () => {
    const { gathering, seen, hear } = gatheringOf(16)
    await hear(1_000, 2)
    expect(gathering.ends()).toBe(false)
    expect(seen).toMatchObject({ commits: 0, rests: [] })
  })

  it('are made when very many write: each is committed, then the loop sleeps until it is over', async () => {
    const { gathering, seen, hear } = gatheringOf(16)
    await hear(256, 1)
    expect(gathering.ends()).toBe(true)
    await turn()
    const before = seen.commits
    await hear(10, 1)
    expect(seen.commits).toBe(before + 10)
    expect(seen.rests.slice(-10)).toEqual(Array.from({ length: 10 }, () => 15))
  })

  it('have no sleep in them when their work takes longer', async () => {
    const { seen, hear } = gatheringOf(16)
    await hear(256, 1)
    seen.rests = []
    await hear(3, 16)
    expect(seen.rests).toEqual([])
  })

  it('do not keep somebody waiting who asks for a page', async () => {
    const { gathering, seen, hear } = gatheringOf(16)
    await hear(256, 1)
    await turn()
    seen.rests = []
    const answered = gathering.somebodyElse()
    const commits = seen.commits
    await hear(5, 1)
    expect(seen.rests).toEqual([])
    expect(seen.commits).toBe(commits + 5)
    answered()
    await hear(1, 1)
    expect(seen.rests).toHaveLength(1)
  })

  it('end when the many are gone: who goes on alone is not made to wait', async () => {
    const { gathering, seen, hear } = gatheringOf(16)
    await hear(256, 1)
    await hear(8, 200)
    seen.rests = []
    await hear(20, 200)
    expect(gathering.ends()).toBe(false)
    expect(seen.rests).toEqual([])
  })

  it('are not made where a commit is not over at once', async () => {
    const { gathering, seen, hear } = gatheringOf(0)
    await hear(2_000, 0.1)
    expect(gathering.ends()).toBe(false)
    expect(seen.rests).toEqual([])
  })
})
