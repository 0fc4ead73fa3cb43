import { beforeEach, describe, expect, it } from 'vitest'
import { isFinal, lastWord, waitBefore } from '#app/editor/live/close-words.ts'
import { type SaveState, SaveTracker } from '#app/editor/live/save-tracker.ts'
import { saveWords, spokenWords } from '#app/editor/live/save-words.ts'
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
    expect(saveWords(state)).toBe('Not connected: 2 changes kept on this page only. Keep it open.')
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
    expect(saveWords(state)).toBe('You were signed out. 1 change is not saved.')
    pass(9000)
    expect(asked).toEqual([])
  })
})

describe('what this device keeps', () => {
  const apart = () => {
    tracker.connectionSynced()
    tracker.connectionLost()
    tracker.keptOnDevice(0)
  }

  it('is called kept only when the disk has it, number by number', () => {
    apart()
    expect(saveWords(state)).toBe('Not connected. You can go on writing; it is kept on this device.')
    tracker.changedHere()
    expect(saveWords(state)).toBe('Not connected: keeping your change on this device…')
    expect(tracker.safe).toBe(false)
    tracker.keptOnDevice(1)
    expect(saveWords(state)).toBe('Not connected: 1 change kept on this device.')
    expect(tracker.safe).toBe(true)
    tracker.changedHere()
    expect(saveWords(state)).toBe('Not connected: 1 change kept on this device.')
    expect(tracker.safe).toBe(false)
    tracker.keptOnDevice(2)
    expect(saveWords(state)).toBe('Not connected: 2 changes kept on this device.')
  })

  it('is taken back in words when the device lets go of it or is full', () => {
    apart()
    tracker.changedHere()
    tracker.keptOnDevice(1)
    tracker.deviceFailed()
    expect(tracker.safe).toBe(false)
    expect(saveWords(state)).toBe('Not connected: 1 change kept on this page only. Keep it open.')
    tracker.changedHere()
    tracker.keptOnDevice(2)
    expect(saveWords(state)).toBe('Not connected: 2 changes kept on this device.')
  })

  it('counts what earlier pages left, and is saved only after the server’s answer', () => {
    tracker.keptOnDevice(0)
    tracker.foundOnDevice(3)
    expect(saveWords(state)).toBe('Not connected: 3 changes kept on this device.')
    tracker.connectionSynced()
    expect(saveWords(state)).toBe('Saving…')
    pass(250)
    expect(asked).toEqual([1])
    tracker.answered(1)
    expect(saveWords(state)).toBe('Saved')
  })

  it('is read out as a turn, not key by key', () => {
    apart()
    const first = spokenWords(state, '')
    tracker.changedHere()
    tracker.keptOnDevice(1)
    tracker.changedHere()
    expect(spokenWords(state, first)).toBe('Not connected. What you write is kept on this device.')
    expect(spokenWords(state, first)).toBe(first)
    tracker.connectionSynced()
    expect(spokenWords(state, first)).toBe(first)
    pass(250)
    tracker.answered(1)
    expect(spokenWords(state, first)).toBe('Everything is saved again.')
    expect(spokenWords(state, '')).toBe('')
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
    expect(waitBefore(1, 1006, 0)).toBe(500)
    expect(waitBefore(1, 1006, 1)).toBe(1000)
    expect(waitBefore(20, 1006, 1)).toBe(8_000)
    expect(waitBefore(20, 1006, 0)).toBe(4_000)
  })

  it('lets everybody come back to a restarted or overloaded server over some seconds', () => {
    for (const code of [closeCodes.restarting, closeCodes.overloaded]) {
      expect(waitBefore(1, code, 0)).toBe(500)
      expect(waitBefore(1, code, 1)).toBe(4_000)
      expect(waitBefore(9, code, 1)).toBe(8_000)
    }
  })
})
