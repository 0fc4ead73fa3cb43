import { expect, test } from 'vitest'
import { type CheckInMoment, mayReadWords, nextMoment, writingObstacle } from '#domain/team/check-in.ts'
import { joiningObstacle, sizeConcern } from '#domain/team/roster.ts'

test('the circle goes from the bell through every turn to the end', () => {
  const order = ['m', 'd']
  const seen: string[] = []
  let now: CheckInMoment | undefined = { state: 'gathering', turnOfId: null }
  while (now) {
    seen.push(now.turnOfId ? `${now.state} ${now.turnOfId}` : now.state)
    now = nextMoment(now, order)
  }
  expect(seen).toEqual(['gathering', 'silence', 'ring m', 'ring d', 'after', 'ended'])
})

test('only who holds the ring writes during a turn', () => {
  const turn = { state: 'ring', turnOfId: 'm' } as const
  expect(writingObstacle(turn, 'm')).toBeUndefined()
  expect(writingObstacle(turn, 'd')).toMatch(/holds the ring/)
  expect(writingObstacle({ state: 'silence', turnOfId: null }, 'm')).toMatch(/silence/)
  expect(writingObstacle({ state: 'after', turnOfId: null }, 'd')).toBeUndefined()
})

test('words are their author’s until given to the team', () => {
  const dev = { personId: 'd', member: true }
  expect(mayReadWords({ personId: 'm', kept: 'self' }, dev)).toBe(false)
  expect(mayReadWords({ personId: 'm', kept: 'portfolio' }, dev)).toBe(false)
  expect(mayReadWords({ personId: 'm', kept: 'team' }, dev)).toBe(true)
  expect(mayReadWords({ personId: 'm', kept: 'team' }, { personId: 's', member: false })).toBe(false)
  expect(mayReadWords({ personId: 'm', kept: 'undecided' }, { personId: 'm', member: true })).toBe(true)
})

test('a sixth member is refused with what to do; who left frees a place', () => {
  const member = (personId: string, endedOn: string | null = null) => ({ personId, startedOn: '2026-10-27', endedOn })
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => member(id))
  expect(joiningObstacle(five, 'f', '2027-03-03')).toMatch(/has five. End a membership first/)
  expect(joiningObstacle([...five.slice(1), member('a', '2027-01-15')], 'f', '2027-03-03')).toBeUndefined()
  expect(joiningObstacle(five, 'a', '2027-03-03')).toMatch(/already/)
  expect(sizeConcern(1)).toMatch(/at least two/)
  expect(sizeConcern(2)).toBeUndefined()
})
