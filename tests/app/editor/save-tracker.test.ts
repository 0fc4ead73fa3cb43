import { beforeEach, describe, expect, it } from 'vitest'
import { isFinal, lastWord, waitBefore } from '#app/editor/live/close-words.ts'
import { type SaveState, SaveTracker } from '#app/editor/live/save-tracker.ts'
import { saveWords } from '#app/editor/live/save-words.ts'
import { closeCodes } from '#domain/sync/wire.ts'

let due: { work: () => void; at: number }[]
let now: number
let asked: number[]
let state: SaveState
let tracker: SaveTracker

const pass = (milliseconds: number) => {
  now += milliseconds
  for (const timer of due.filter((one) => one.at <= now)) {
    due = due.filter((one) => one !== timer)
    timer.work()
  }
}

beforeEach(() => {
  due = []
  now = 0
  asked = []
  tracker = new SaveTracker(
    (nonce) => asked.push(nonce),
    (next) => {
      state = next
    },
    {
      set: (work, milliseconds) => {
        const timer = { work, at: now + milliseconds }
        due.push(timer)
        return timer
      },
      clear: (timer) => {
        due = due.filter((one) => one !== timer)
      },
    },
  )
})

describe('the save state', () => {
  it('says "Saved" only after the answer to a question that covers every change', () => {
    tracker.connectionSynced()
    expect(saveWords(state)).toBe('Saved')
    tracker.changedHere()
    expect(saveWords(state)).toBe('Saving…')
    pass(249)
    expect(asked).toEqual([])
    pass(1)
    expect(asked).toEqual([1])
    tracker.changedHere()
    tracker.answered(1)
    expect(saveWords(state)).toBe('Saving…')
    pass(250)
    expect(asked).toEqual([1, 2])
    tracker.answered(2)
    expect(saveWords(state)).toBe('Saved')
    expect(tracker.unsaved).toBe(0)
  })

  it('has at most one open question, and heeds no answer to another', () => {
    tracker.connectionSynced()
    for (let at = 0; at < 10; at++) {
      tracker.changedHere()
      pass(200)
    }
    expect(asked).toEqual([1])
    tracker.answered(7)
    expect(state.kind).toBe('saving')
  })

  it('forgets its question when the connection is lost, counts the changes, and asks again after the next sync', () => {
    tracker.connectionSynced()
    tracker.changedHere()
    pass(250)
    tracker.connectionLost()
    tracker.changedHere()
    tracker.answered(1)
    expect(saveWords(state)).toBe('Not connected: 2 changes are kept on this page until the connection returns.')
    pass(5000)
    expect(asked).toEqual([1])
    tracker.connectionSynced()
    expect(saveWords(state)).toBe('Saving…')
    pass(250)
    tracker.answered(2)
    expect(saveWords(state)).toBe('Saved')
  })

  it('admits that saving takes long', () => {
    tracker.connectionSynced()
    tracker.changedHere()
    pass(8000)
    expect(saveWords(state)).toBe('Still saving. Keep this page open.')
  })

  it('stays stopped, with what was not saved, when the server has said its last word', () => {
    tracker.connectionSynced()
    tracker.changedHere()
    tracker.stopped('You were signed out.', 'sign-in')
    tracker.connectionSynced()
    expect(saveWords(state)).toBe('You were signed out. 1 change is not saved: copy your text first.')
    pass(9000)
    expect(asked).toEqual([])
  })
})

describe('the end of a connection', () => {
  it('has a sentence for every code on which the client stops', () => {
    const final = Object.values(closeCodes).filter(isFinal)
    expect(final).toHaveLength(8)
    expect(new Set(final.map((code) => lastWord(code).sentence)).size).toBe(8)
    expect(lastWord(4499).act).toBe('reload')
  })

  it('waits longer each time, spread over half the time, never more than eight seconds', () => {
    expect(waitBefore(1, 0)).toBe(500)
    expect(waitBefore(1, 1)).toBe(1000)
    expect(waitBefore(20, 1)).toBe(8_000)
    expect(waitBefore(20, 0)).toBe(4_000)
  })
})
