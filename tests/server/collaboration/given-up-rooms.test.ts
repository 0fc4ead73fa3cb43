import { expect, it } from 'vitest'
import { openRooms } from '#tests/support/open-rooms.ts'

it('Rooms that were opened and given up a thousand times leave no memory and no timers behind', async () => {
  const { grown, timers } = await openRooms(1_000)
  expect(grown).toBeLessThan(1_500_000)
  expect(timers).toBeLessThanOrEqual(0)
}, 60_000)
