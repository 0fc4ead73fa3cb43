import { expect, test } from 'vitest'
import type { DemoNeeds } from '#db/demo/demo-needs.ts'
import { loadDemo } from '#db/demo/load-demo.ts'
import { personHandle } from '#db/demo/person-handle.ts'
import { resetDemo } from '#db/demo/reset-demo.ts'
import type { AppContext } from '#server/context.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const needsOf = (context: AppContext): DemoNeeds => ({
  db: context.db,
  passwordHash: 'one hash for all',
  putEvidence: async () => {},
})
const patience = 90_000

describeOnBothDatabases('the demo', (makeApp) => {
  test(
    'has its people, places, rolls and every state that it promises, each time with the same ids',
    async () => {
      const { context } = await makeApp()
      await loadDemo(needsOf(context))
      await hasTenTeams(context)
      await hasPeopleWithAddresses(context)
      await hasRolls(context)
      await hasStates(context)
      const before = await idsOf(context)
      await resetDemo(needsOf(context))
      expect(await idsOf(context)).toEqual(before)
    },
    patience,
  )
})

async function hasTenTeams({ db }: AppContext) {
  const memberships = await db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.teamId')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .where('cohort.name', 'like', '%demo cycle%')
    .where('membership.endedOn', 'is', null)
    .select(['team.name'])
    .execute()
  expect(memberships).toHaveLength(38)
  const sizes = ['Kelp Forest', 'Lantern', 'Two Bridges', 'Oak Shade', 'Sunflower Shift', 'Bright Hands']
    .concat(['Blue Door', 'Threads', 'Little Heron', 'Night Sky'])
    .map((name) => memberships.filter((one) => one.name === name).length)
  expect(sizes).toEqual([5, 4, 2, 5, 4, 3, 5, 4, 4, 2])
  expect(await db.selectFrom('district').select('id').execute()).toHaveLength(4)
  expect(await db.selectFrom('cluster').select('id').execute()).toHaveLength(4)
}

async function hasPeopleWithAddresses({ db }: AppContext) {
  const people = await db.selectFrom('person').selectAll().execute()
  expect(new Set(people.map((person) => person.email)).size).toBe(people.length)
  for (const { email, givenName, familyName } of people)
    if (/\p{Script=Latin}/u.test(givenName)) expect(email).toBe(`${personHandle(givenName, familyName)}@example.org`)
  for (const handle of ['thu-ha.brannigan', 'rufus.adeyemi-clark', 'ase.kjaergard-lund', 'suryani', 'caoimhe.dsouza'])
    expect(people.map((person) => person.email)).toContain(`${handle}@example.org`)
  expect(Math.max(...people.map((person) => person.displayName.length))).toBe(60)
}

async function hasRolls({ db }: AppContext) {
  const rolls = await db
    .selectFrom('attendance')
    .innerJoin('event', 'event.id', 'attendance.eventId')
    .select(['event.kind', ({ fn }) => fn.countAll<number>().as('rows')])
    .groupBy('event.kind')
    .execute()
  const rows = Object.fromEntries(rolls.map((one) => [one.kind, Number(one.rows)]))
  expect(rows['community-call']).toBe(7 * 38)
  expect(rows['contemplative-call']).toBe(8 * 38)
}

async function hasStates({ db }: AppContext) {
  const portfolios = await db
    .selectFrom('portfolio')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select(['team.name', 'portfolio.state', 'portfolio.publishedAt', 'portfolio.touchedAt'])
    .execute()
  const stateOf = (name: string) => portfolios.find((one) => one.name === name)?.state
  expect(stateOf('Kelp Forest')).toBe('in-review')
  expect(stateOf('Lantern')).toBe('changes-asked')
  expect(stateOf('Two Bridges')).toBe('draft')
  expect(stateOf('Oak Shade')).toBe('certified')
  expect(stateOf('Sunflower Shift')).toBe('draft')
  expect(stateOf('Bright Hands')).toBe('submitted')
  expect(stateOf('Blue Door')).toBe('moderation')
  expect(stateOf('Threads')).toBe('certified')
  expect(stateOf('Little Heron')).toBe('submitted')
  expect(portfolios.find((one) => one.name === 'Threads')?.publishedAt).not.toBeNull()
  const quiet = portfolios.find((one) => one.name === 'Two Bridges')!
  expect(Math.floor((Date.parse('2027-03-03T17:00:00Z') - Date.parse(quiet.touchedAt)) / 86_400_000)).toBeGreaterThan(
    17,
  )
  const reviews = await db.selectFrom('review').select('state').execute()
  expect(reviews).toHaveLength(13)
  const pending = await db.selectFrom('evidence').select('id').where('consentState', '=', 'pending').execute()
  expect(pending).toHaveLength(9)
  const withdrawn = await db.selectFrom('evidence').select('id').where('consentState', '=', 'withdrawn').execute()
  expect(withdrawn).toHaveLength(2)
  const certificates = await db.selectFrom('certificate').select('state').execute()
  expect(certificates.filter((one) => one.state === 'issued')).toHaveLength(6)
  expect(certificates.filter((one) => one.state === 'revoked')).toHaveLength(1)
  expect(certificates.filter((one) => one.state === 'replaced')).toHaveLength(1)
  const numbers = await db.selectFrom('submission').select('number').execute()
  expect(numbers.map((one) => one.number).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2])
}

async function idsOf({ db }: AppContext) {
  const ids: string[] = []
  for (const table of ['person', 'entry', 'evidence', 'submission', 'review', 'annotation'] as const)
    ids.push(...(await db.selectFrom(table).select('id').orderBy('id').execute()).map((row) => row.id))
  return ids
}
