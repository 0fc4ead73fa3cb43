import { describe, expect, it } from 'vitest'
import { eventTime } from '#domain/programme/event-time.ts'

const call = {
  startsAt: '2026-10-30T23:00:00.000Z',
  endsAt: '2026-10-31T00:30:00.000Z',
  days: 1,
  timeZone: 'America/New_York',
  status: 'confirmed',
}

describe('when an event is', () => {
  it('is said once to a reader in its own zone', () => {
    expect(eventTime(call, 'America/New_York')).toEqual({
      day: 'Friday, October 30, 2026',
      hours: '7:00 PM to 8:30 PM EDT',
      there: null,
    })
  })

  it('carries the weekday to a reader far away', () => {
    const { day, hours, there } = eventTime(call, 'Australia/Sydney')
    expect([day, hours]).toEqual(['Saturday, October 31, 2026', '10:00 AM to 11:30 AM GMT+11'])
    expect(there).toBe('Friday, October 30, 2026, 7:00 PM to 8:30 PM EDT')
  })

  it('names only the days of a workshop, and waits for a date that is to be announced', () => {
    const workshop = { ...call, days: 4, endsAt: '2026-11-03T00:30:00.000Z' }
    expect(eventTime(workshop, 'Asia/Singapore')).toEqual({
      day: 'Friday, October 30, 2026 to Monday, November 2, 2026',
      hours: null,
      there: null,
    })
    expect(eventTime({ ...call, status: 'to-be-announced' }, 'UTC').day).toBe('Date to be announced')
  })
})
