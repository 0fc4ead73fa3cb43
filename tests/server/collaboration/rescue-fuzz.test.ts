import { expect, it } from 'vitest'
import { playRescues } from '#tests/support/rescue-fuzz.ts'

it('nothing typed disappears, whatever three people do to a page, in whatever order it arrives', () => {
  // The same evenings each time: new ones are for the long run.
  const { rescues, needless } = playRescues({ runs: 200, length: 90, seed: 20_270_201 })
  expect(rescues).toBeGreaterThan(0)
  // Now and then text comes back by itself, or a move in the same breath looks like a loss: seldom, and never silently.
  expect(needless).toBeLessThan(rescues / 4)
}, 120_000)
