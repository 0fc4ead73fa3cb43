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

describeOnBothDatabases('the demo', (makeApp) => {
  test('has its ten teams, 38 participants, four districts and four clusters, with an address each', async () => {
    const { context } = await makeApp()
    await loadDemo(needsOf(context))
    const { db } = context
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
    const people = await db.selectFrom('person').selectAll().execute()
    expect(new Set(people.map((person) => person.email)).size).toBe(people.length)
    for (const { email, givenName, familyName } of people)
      if (/\p{Script=Latin}/u.test(givenName)) expect(email).toBe(`${personHandle(givenName, familyName)}@example.org`)
    for (const handle of ['thu-ha.brannigan', 'rufus.adeyemi-clark', 'ase.kjaergard-lund', 'suryani', 'caoimhe.dsouza'])
      expect(people.map((person) => person.email)).toContain(`${handle}@example.org`)
    expect(Math.max(...people.map((person) => person.displayName.length))).toBe(60)
  })

  test('has the roll of every call held: seven and eight, 38 people each', async () => {
    const { context } = await makeApp()
    await loadDemo(needsOf(context))
    const rolls = await context.db
      .selectFrom('attendance')
      .innerJoin('event', 'event.id', 'attendance.eventId')
      .select(['event.kind', ({ fn }) => fn.countAll<number>().as('rows')])
      .groupBy('event.kind')
      .execute()
    const rows = Object.fromEntries(rolls.map((one) => [one.kind, Number(one.rows)]))
    expect(rows['community-call']).toBe(7 * 38)
    expect(rows['contemplative-call']).toBe(8 * 38)
  })

  test('is the same after a reset, id by id', async () => {
    const { context } = await makeApp()
    await loadDemo(needsOf(context))
    const ids = async () =>
      (await context.db.selectFrom('person').select('id').orderBy('id').execute()).map((person) => person.id)
    const before = await ids()
    await resetDemo(needsOf(context))
    expect(await ids()).toEqual(before)
  })
})
