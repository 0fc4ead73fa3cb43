import { expect, it } from 'vitest'
import { openRooms } from '#tests/support/open-rooms.ts'
import { report } from './report.ts'

it('rooms opened and given up ten thousand times leave nothing behind', async () => {
  const figures = await openRooms(10_000)
  report('rooms', figures)
  expect(figures.grown).toBeLessThan(1_500_000)
  expect(figures.timers).toBeLessThanOrEqual(0)
})
