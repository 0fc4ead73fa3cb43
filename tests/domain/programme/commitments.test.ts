import { describe, expect, it } from 'vitest'
import { type AttendanceStatus, type AttendedEvent, rollOf, teamPresence } from '#domain/programme/attendance.ts'
import { betterLedger, type LedgerQuestion, ledgerOf, openCommitments } from '#domain/programme/commitments.ts'
import type { Commitment } from '#domain/programme/edition.ts'

const commitments: Commitment[] = [
  { kind: 'attend-all', key: 'workshops', words: 'Both workshops.', events: ['workshop'], dayPercent: 75 },
  { kind: 'attend-all', key: 'review', words: 'The portfolio review.', events: ['review-session'], dayPercent: 100 },
  {
    kind: 'attend-share',
    key: 'community',
    words: 'Community calls.',
    events: ['community-call'],
    personPercent: 70,
    teamPercent: 80,
  },
  { kind: 'membership', key: 'membership', words: 'On the team.', cyclePercent: 50 },
  { kind: 'promise', key: 'check-ins', words: 'Hold check-ins.' },
]
const workshop = (id: string, title: string, startsOn: string): AttendedEvent => ({
  id,
  kind: 'workshop',
  title,
  startsOn,
  days: 4,
  status: 'confirmed',
})
const calls: AttendedEvent[] = Array.from({ length: 10 }, (_, index) => ({
  id: `call-${index}`,
  kind: 'community-call',
  title: `Community call ${index + 1}`,
  startsOn: `2026-11-${String(index + 3).padStart(2, '0')}`,
  days: 1,
  status: 'confirmed',
}))
const review: AttendedEvent = {
  id: 'review',
  kind: 'review-session',
  title: 'Review session of Oak Shade',
  startsOn: '2027-02-24',
  days: 1,
  status: 'confirmed',
}
const events = [
  workshop('w1', 'Workshop 1', '2026-10-27'),
  workshop('w2', 'Workshop 2', '2027-01-26'),
  review,
  ...calls,
]

type Row = { eventId: string; personId: string; day: number; status: AttendanceStatus }
function wholeRoll(personId: string): Row[] {
  return events.flatMap((event) =>
    Array.from(
      { length: event.days },
      (_, day): Row => ({ eventId: event.id, personId, day: day + 1, status: 'present' }),
    ),
  )
}
const stay = { startedOn: '2026-10-27', endedOn: null }
function ask(rows: Row[], change: Partial<LedgerQuestion> = {}) {
  return ledgerOf({
    commitments,
    personId: 'hollis',
    personName: 'Hollis',
    teamName: 'Oak Shade',
    membership: stay,
    cycle: { startsOn: '2026-10-27', endsOn: '2027-03-12' },
    submittedOn: '2027-02-15',
    teammates: [
      { personId: 'hollis', ...stay },
      { personId: 'wren', ...stay },
    ],
    events,
    roll: rollOf(rows),
    today: '2027-03-03',
    ...change,
  })
}
const both = () => [...wholeRoll('hollis'), ...wholeRoll('wren')]
const withStatus = (rows: Row[], match: (row: Row) => boolean, status: AttendanceStatus) =>
  rows.map((row) => (match(row) ? { ...row, status } : row))
const state = (lines: ReturnType<typeof ask>, key: string) => lines.find((line) => line.key === key)?.state

describe('the ledger of commitments', () => {
  it('is met by somebody who was at everything, and nobody counts a promise', () => {
    const lines = ask(both())
    expect(lines.map((line) => line.state)).toEqual(['met', 'met', 'met', 'met', 'not-counted'])
    expect(openCommitments(lines)).toEqual([])
  })

  it('forgives one day of four in a workshop, not two', () => {
    const lost = (days: number[]) => both().filter((row) => !(row.eventId === 'w1' && days.includes(row.day)))
    expect(state(ask(lost([2])), 'workshops')).toBe('met')
    expect(state(ask(lost([2, 3])), 'workshops')).toBe('not-met')
    expect(openCommitments(ask(lost([2, 3])))).toEqual(['Both workshops: Workshop 1 is recorded for 2 of its 4 days.'])
  })

  it('does not count excused days against a person', () => {
    const rows = withStatus(both(), (row) => row.eventId === 'w1' && row.personId === 'hollis', 'excused')
    expect(state(ask(rows), 'workshops')).toBe('met')
  })

  it('asks for the review session, and waits for one that is to come', () => {
    const without = both().filter((row) => row.eventId !== 'review')
    expect(state(ask(without), 'review')).toBe('not-met')
    const waiting = ask(without, { today: '2027-02-20' })
    expect(state(waiting, 'review')).toBe('on-the-way')
    expect(openCommitments(waiting)[0]).toContain('February 24, 2027')
    expect(state(ask(both(), { events: events.filter((event) => event !== review) }), 'review')).toBe('on-the-way')
  })

  it('asks 70 in 100 of a person: 7 of 10 calls will do, 6 will not', () => {
    const missing = (count: number) =>
      withStatus(
        both(),
        (row) => row.personId === 'hollis' && calls.slice(0, count).some((call) => call.id === row.eventId),
        'missed',
      )
    expect(state(ask(missing(3)), 'community')).toBe('met')
    expect(state(ask(missing(4)), 'community')).toBe('not-met')
  })

  it('asks 80 in 100 of a team, and half of a pair is partly there', () => {
    const nobody = (count: number) =>
      withStatus(both(), (row) => calls.slice(0, count).some((call) => call.id === row.eventId), 'missed')
    expect(state(ask(nobody(2)), 'community')).toBe('met')
    expect(state(ask(nobody(3)), 'community')).toBe('not-met')
  })

  it('leaves excused calls out of both numbers', () => {
    const rows = withStatus(
      both(),
      (row) => row.personId === 'hollis' && calls.slice(0, 5).some((call) => call.id === row.eventId),
      'excused',
    )
    expect(ask(rows).find((line) => line.key === 'community')?.sentence).toContain('5 of 5 community calls')
  })

  it('does not ask a late joiner about calls before they came, and a cancelled one of nobody', () => {
    const rows = both().filter((row) => row.personId === 'wren' || row.eventId !== 'call-0')
    const late = ask(rows, { membership: { startedOn: '2026-11-05', endedOn: null } })
    expect(late.find((line) => line.key === 'community')?.sentence).toContain('of 8 community calls')
    const cancelled = events.map((event) =>
      event.id === 'call-0' ? { ...event, status: 'cancelled' as const } : event,
    )
    expect(ask(both(), { events: cancelled }).find((line) => line.key === 'community')?.sentence).toContain('of 9')
  })

  it('asks for membership at submission and for half of the cycle', () => {
    expect(state(ask(both(), { membership: { startedOn: '2026-10-27', endedOn: '2027-01-20' } }), 'membership')).toBe(
      'not-met',
    )
    expect(state(ask(both(), { membership: { startedOn: '2027-01-20', endedOn: null } }), 'membership')).toBe('not-met')
    expect(state(ask(both(), { membership: { startedOn: '2027-01-03', endedOn: null } }), 'membership')).toBe('met')
  })

  it('takes the better of two teams', () => {
    const good = ask(both())
    const poor = ask([])
    expect(betterLedger(poor, good)).toBe(good)
    expect(betterLedger(good, poor)).toBe(good)
  })
})

describe('a team at a call', () => {
  const roll = (statuses: (AttendanceStatus | undefined)[]) =>
    rollOf(
      statuses.flatMap((status, index) => (status ? [{ eventId: 'e', personId: `p${index}`, day: 1, status }] : [])),
    )
  const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`)
  it.each([
    [['present', 'late', 'present'], 'full'],
    [['present', 'excused', 'present'], 'full'],
    [['present', 'missed', 'missed', 'late'], 'partly'],
    [['present', 'missed', 'missed'], 'missed'],
    [['missed', undefined], 'missed'],
    [['excused', 'excused'], 'excused'],
    [['present', 'excused', undefined], 'partly'],
  ] as const)('%j is %s', (statuses, expected) => {
    expect(teamPresence(roll([...statuses]), 'e', people(statuses.length))).toBe(expected)
  })
})
