import { expect, test } from 'vitest'
import { addMember } from '#server/teams/add-member.ts'
import { assignMentor } from '#server/teams/assign-mentor.ts'
import { confirmAccess } from '#server/teams/confirm-access.ts'
import { endMembership } from '#server/teams/end-membership.ts'
import { nameChampion } from '#server/teams/name-champion.ts'
import { setSites } from '#server/teams/set-sites.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function emailOf(app: TestApp, personId: string): Promise<string> {
  const row = await app.context.db
    .selectFrom('person')
    .select('email')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.email
}

describeOnBothDatabases('the roster of a team', (makeApp) => {
  test('ten people who join a team of four in the same second: one becomes the fifth, nine are told what to do', async () => {
    const app = await makeApp()
    const { world, context } = app
    const cohortId = await world.cohort()
    const team = await world.team({ cohortId, size: 4 })
    const manager = await app.actor(await world.cohortRole(cohortId, 'manager'))
    const emails: string[] = []
    for (let n = 0; n < 10; n += 1) emails.push(await emailOf(app, await world.person()))
    const results = await Promise.allSettled(
      emails.map((email) => addMember(context, manager, { teamId: team.id, email })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          code: 'not-ready',
          message: expect.stringMatching(/has five. End a membership first/),
          details: { link: { href: `/teams/${team.id}/people` } },
        })
    }
    const rows = await context.db.selectFrom('membership').selectAll().where('teamId', '=', team.id).execute()
    expect(rows).toHaveLength(5)
    const audits = await context.db.selectFrom('audit').selectAll().where('action', '=', 'add-member').execute()
    expect(audits).toHaveLength(1)
  })

  test('a member cannot change the roster, and a stranger finds no team', async () => {
    const app = await makeApp()
    const team = await app.world.team({ size: 2 })
    const member = await app.actor(team.memberIds[0]!)
    const email = await emailOf(app, await app.world.person())
    await expect(addMember(app.context, member, { teamId: team.id, email })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const stranger = await app.actor(await app.world.person())
    await expect(addMember(app.context, stranger, { teamId: team.id, email })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('a membership ends once, on a day; the place is free again and the row stays', async () => {
    const app = await makeApp()
    const { world, context } = app
    const cohortId = await world.cohort()
    const team = await world.team({ cohortId, size: 5 })
    const coach = await app.actor(await world.cohortRole(cohortId, 'coach'))
    const row = await context.db
      .selectFrom('membership')
      .selectAll()
      .where('personId', '=', team.memberIds[0]!)
      .executeTakeFirstOrThrow()
    const end = () => endMembership(context, coach, { teamId: team.id, membershipId: row.id })
    const results = await Promise.allSettled(Array.from({ length: 10 }, end))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    await addMember(context, coach, { teamId: team.id, email: await emailOf(app, await world.person()) })
    const former = await app.actor(team.memberIds[0]!)
    expect(former).toMatchObject({ hats: [{ role: 'participant', former: true }] })
  })

  test('a mentor without a Master certificate is refused; a coach is staff', async () => {
    const app = await makeApp()
    const { world, context } = app
    const cohortId = await world.cohort()
    const team = await world.team({ cohortId })
    const manager = await app.actor(await world.cohortRole(cohortId, 'manager'))
    const anybody = await world.person()
    const assign = (personId: string, kind: 'mentor' | 'coach') =>
      assignMentor(context, manager, { teamId: team.id, personId, kind })
    await expect(assign(anybody, 'mentor')).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringMatching(/Master certificate/),
    })
    await expect(assign(anybody, 'coach')).rejects.toMatchObject({ code: 'not-ready' })
    const master = await world.cohortRole(cohortId, 'reviewer')
    await assign(master, 'mentor')
    await expect(assign(master, 'mentor')).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await world.cohortRole(cohortId, 'reviewer', team.memberIds[0]!)
    await expect(assign(team.memberIds[0]!, 'mentor')).rejects.toMatchObject({ code: 'not-ready' })
  })

  test('a champion may be a member, confirms once, and nobody else can', async () => {
    const app = await makeApp()
    const { world, context } = app
    const team = await world.team({ size: 2 })
    const [first, second] = team.memberIds as [string, string]
    const member = await app.actor(first)
    await nameChampion(context, member, { teamId: team.id, email: await emailOf(app, second), level: 'site' })
    await expect(confirmAccess(context, member, { teamId: team.id, statement: 'All of it.' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    const champion = await app.actor(second)
    await confirmAccess(context, champion, { teamId: team.id, statement: 'The yard at 14:50, from Monday.' })
    await expect(confirmAccess(context, champion, { teamId: team.id, statement: 'Again.' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
  })

  test('sites: at least one, one of them the main one, all of them known', async () => {
    const app = await makeApp()
    const { world, context } = app
    const team = await world.team()
    const member = await app.actor(team.memberIds[0]!)
    const other = await world.site(team.districtId, 'Tidepool Club')
    const set = (siteIds: string[], mainSiteId: string) =>
      setSites(context, member, { teamId: team.id, siteIds, mainSiteId })
    await expect(set([], other)).rejects.toMatchObject({ details: { fields: { siteIds: expect.any(String) } } })
    await expect(set([team.siteId], other)).rejects.toMatchObject({
      details: { fields: { mainSiteId: expect.any(String) } },
    })
    await expect(set(['nowhere'], 'nowhere')).rejects.toMatchObject({ code: 'not-ready' })
    await set([team.siteId, other], other)
    const rows = await context.db.selectFrom('team_site').selectAll().where('teamId', '=', team.id).execute()
    expect(rows.filter((row) => row.mainSince !== null).map((row) => row.siteId)).toEqual([other])
  })
})
