import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { collectAll, QuietCollector } from '#server/operations/give-memory-back.ts'

const megabyte = 1024 * 1024

/** A process that does what the test says. */
function pretended() {
  const state = { now: 0, resident: 300 * megabyte, busy: 0, collected: 0, pause: 100, after: 200 * megabyte }
  const collector = new QuietCollector({
    now: () => state.now,
    residentBytes: () => state.resident,
    busy: () => state.busy,
    collect() {
      state.collected++
      state.now += state.pause
      state.resident = state.after
    },
  })
  const look = (times: number, written: () => number = () => 0) => {
    for (let n = 0; n < times; n++) {
      state.now += 1_000
      collector.look(written())
    }
  }
  return { state, look }
}

describe('Giving memory back', () => {
  it('waits until nobody has written for a while', () => {
    const { state, look } = pretended()
    let written = 0
    look(60, () => written++)
    expect(state.collected).toBe(0)
    look(5, () => written)
    expect(state.collected).toBe(0)
    look(1, () => written)
    expect(state.collected).toBe(1)
  })

  it('comes at last where somebody always writes, if the stop is too short to be seen', () => {
    const { state, look } = pretended()
    let written = 0
    look(270, () => written++)
    expect(state.collected).toBe(0)
    look(20, () => written++)
    expect(state.collected).toBe(1)
    state.pause = 400
    state.resident = 900 * megabyte
    look(302, () => written++)
    expect(state.collected).toBe(2)
    state.resident = 900 * megabyte
    look(3_000, () => written++)
    expect(state.collected).toBe(2)
  })

  it('waits while there is much to do, written or not', () => {
    const { state, look } = pretended()
    state.busy = 0.5
    look(60)
    expect(state.collected).toBe(0)
    state.busy = 0.01
    look(5)
    expect(state.collected).toBe(1)
  })

  it('does nothing again until there is much to give back', () => {
    const { state, look } = pretended()
    look(6)
    expect(state.collected).toBe(1)
    state.resident = 210 * megabyte
    look(300)
    expect(state.collected).toBe(1)
    state.resident = 240 * megabyte
    look(1)
    expect(state.collected).toBe(2)
  })

  it('stops the process for a small share of the time, however large it is', () => {
    const { state, look } = pretended()
    state.pause = 2_000
    look(6)
    state.resident = 900 * megabyte
    look(398)
    expect(state.collected).toBe(1)
    look(4)
    expect(state.collected).toBe(2)
  })

  it('really collects, and leaves no collector lying about', async () => {
    const gone = (() => new WeakRef({ words: 'nobody holds this' }))()
    await turn()
    collectAll()
    expect(gone.deref()).toBeUndefined()
    expect(globalThis.gc).toBeUndefined()
  })
})
