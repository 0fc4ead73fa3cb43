import { expect, it } from 'vitest'
import type { Actor } from '#domain/access/actor.ts'
import { signOutEverywhere } from '#server/accounts/account-settings.ts'
import { endSession, tokenOf } from '#server/accounts/sessions.ts'
import { archiveEntry, unarchiveEntry } from '#server/portfolios/archive-entry.ts'
import { endMentorAssignment } from '#server/teams/assign-mentor.ts'
import { endMembership } from '#server/teams/end-membership.ts'
import { rawClient, until } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

type Person = Extract<Actor, { kind: 'person' }>

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { id, documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const [person] = team.memberIds
  const cookie = await app.cookieOf(person!)
  const raw = await rawClient(url, documentId, cookie)
  const stays = await rawClient(url, documentId, await app.cookieOf(team.memberIds[1]!))
  return { app, url, team, documentId, entryId: id, raw, stays, personId: person!, cookie }
}

describeOnBothDatabases('An open socket', (makeApp) => {
  it('ends with 4401 when its session ends', async () => {
    const { app, raw, stays, personId } = await setting(makeApp)
    const session = await app.context.db
      .selectFrom('session')
      .select('id')
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow()
    await app.context.db.deleteFrom('session').where('id', '=', session.id).execute()
    app.context.rooms.accessChanged({ sessionId: session.id })
    expect(await raw.closeCode()).toBe(4401)
    expect(stays.isClosed()).toBe(false)
    stays.close()
  })

  it('ends with 4403 when its person leaves the team, or is suspended', async () => {
    const { app, raw, stays, team, personId } = await setting(makeApp)
    await app.context.db
      .updateTable('membership')
      .set({ endedOn: '2027-03-01' })
      .where('personId', '=', personId)
      .execute()
    app.context.rooms.accessChanged({ personId })
    expect(await raw.closeCode()).toBe(4403)
    await app.context.db
      .updateTable('person')
      .set({ suspendedAt: app.clock.iso() })
      .where('id', '=', team.memberIds[1]!)
      .execute()
    app.context.rooms.accessChanged({ teamId: team.id })
    expect(await stays.closeCode()).toBe(4403)
  })

  it('ends with 4205 when writing ends, and comes back as a reader', async () => {
    const { app, url, raw, stays, entryId, documentId, cookie, team } = await setting(makeApp)
    await app.context.db.updateTable('entry').set({ archivedAt: app.clock.iso() }).where('id', '=', entryId).execute()
    app.context.rooms.accessChanged({ teamId: team.id })
    expect(await raw.closeCode()).toBe(4205)
    const again = await rawClient(url, documentId, cookie)
    again.askSaved(1)
    await again.saved(1)
    again.sendUpdate(new Uint8Array([1, 1, 5, 0, 4, 1, 7, 100, 101, 102, 97, 117, 108, 116, 1, 97, 0]))
    await until(() => again.heard.some(({ kind }) => kind === 'refused'), 'refused')
    again.close()
    stays.close()
  })

  it('notices when the notice came before the change was committed', async () => {
    const { app, raw, stays, personId } = await setting(makeApp)
    app.context.rooms.accessChanged({ personId })
    await new Promise((resolve) => setTimeout(resolve, 100))
    await app.context.db
      .updateTable('membership')
      .set({ endedOn: '2027-03-01' })
      .where('personId', '=', personId)
      .execute()
    expect(await raw.closeCode()).toBe(4403)
    stays.close()
  })

  it('is told by every act of the product that ends or narrows a right', async () => {
    const app = await makeApp({}, { accessStaleAfter: 3_600_000 })
    const { context, world } = app
    const url = await app.listen()
    const team = await world.team()
    const { id: entryId, documentId } = await world.entry(team.portfolioId)
    const [first = '', second = '', third = ''] = team.memberIds
    const mentor = await world.mentor(team.id)
    const manager = await app.actor(await world.cohortRole(team.cohortId, 'manager'))
    const { memberships, mentors } = await rosterOf(app, team.id)
    const member = async (personId: string) => (await app.actor(personId)) as Person
    const cookies = new Map<string, string>()
    for (const personId of [first, second, third, mentor]) cookies.set(personId, await app.cookieOf(personId))
    const token = tokenOf(context, { cookie: cookies.get(first) })
    const acts: [personId: string, code: number, () => Promise<unknown>][] = [
      [first, 4205, async () => archiveEntry(context, await member(second), { entryId })],
      [first, 4205, async () => unarchiveEntry(context, await member(second), { entryId })],
      [
        mentor,
        4403,
        () => endMentorAssignment(context, manager, { teamId: team.id, assignmentId: mentors.get(mentor) ?? '' }),
      ],
      [
        third,
        4403,
        () => endMembership(context, manager, { teamId: team.id, membershipId: memberships.get(third) ?? '' }),
      ],
      [second, 4401, async () => signOutEverywhere(context, await member(second))],
      [first, 4401, () => endSession(context, token)],
    ]
    for (const [personId, code, act] of acts) {
      const raw = await rawClient(url, documentId, cookies.get(personId))
      expect(raw.status).toBe(101)
      await act()
      expect(await raw.closeCode(), `${act}`).toBe(code)
    }
  })
})

async function rosterOf({ context: { db } }: TestApp, teamId: string) {
  const memberships = await db
    .selectFrom('membership')
    .select(['id', 'personId'])
    .where('teamId', '=', teamId)
    .execute()
  const mentors = await db
    .selectFrom('mentor_assignment')
    .select(['id', 'personId'])
    .where('teamId', '=', teamId)
    .execute()
  const byPerson = (rows: { id: string; personId: string }[]) => new Map(rows.map(({ id, personId }) => [personId, id]))
  return { memberships: byPerson(memberships), mentors: byPerson(mentors) }
}
