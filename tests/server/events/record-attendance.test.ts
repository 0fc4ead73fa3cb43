import { expect, it } from 'vitest'
import { readCalendar } from '#server/events/read-calendar.ts'
import { readRoll } from '#server/events/read-roll.ts'
import { recordAttendance } from '#server/events/record-attendance.ts'
import { anEvent, certifyingCohort } from '#tests/support/decided-team.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function aCall(app: TestApp) {
  const { cohortId } = await certifyingCohort(app)
  const team = await app.world.team({ cohortId, name: 'Oak Shade', size: 3 })
  const eventId = await anEvent(app, {
    cohortId,
    kind: 'community-call',
    title: 'Community call',
    startsAt: '2027-02-23T23:00:00.000Z',
  })
  const facilitator = await app.actor(await app.world.cohortRole(cohortId, 'facilitator'))
  return { cohortId, team, eventId, facilitator, member: await app.actor(team.memberIds[0]!) }
}

describeOnBothDatabases('the roll of an event', (makeApp) => {
  it('is not taken by a member, not seen by a stranger, and names only who is called', async () => {
    const app = await makeApp()
    const { eventId, facilitator, member, team } = await aCall(app)
    const stranger = await app.actor(await app.world.person())
    const statuses = { [team.memberIds[0]!]: 'present' }
    const record = (actor: typeof member, change: object = {}) =>
      recordAttendance(app.context, actor, { eventId, day: 1, statuses, ...change })
    await expect(record(member)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(record(stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(record(facilitator, { day: 2 })).rejects.toMatchObject({ code: 'malformed' })
    await expect(record(facilitator, { statuses: { nobody: 'present' } })).rejects.toMatchObject({ code: 'not-found' })
    await expect(record(facilitator, { statuses: { [team.memberIds[0]!]: 'asleep' } })).rejects.toMatchObject({
      code: 'malformed',
    })
    expect(await app.context.db.selectFrom('attendance').selectAll().execute()).toEqual([])
  })

  it('keeps the last word about a person, and an audit row for each taking', async () => {
    const app = await makeApp()
    const { eventId, facilitator, team, cohortId } = await aCall(app)
    const [one, two, three] = team.memberIds as [string, string, string]
    const take = (statuses: Record<string, string>) =>
      recordAttendance(app.context, facilitator, { eventId, day: 1, statuses })
    await take({ [one]: 'present', [two]: 'missed', [three]: 'late' })
    await take({ [two]: 'excused' })
    const { teams } = await readRoll(app.context, facilitator, { eventId, day: 1 })
    const said = Object.fromEntries(teams[0]!.people.map((person) => [person.personId, person.status]))
    expect(said).toEqual({ [one]: 'present', [two]: 'excused', [three]: 'late' })
    expect(
      await app.context.db.selectFrom('audit').where('action', '=', 'record-attendance').selectAll().execute(),
    ).toHaveLength(2)
    const { past } = await readCalendar(app.context, facilitator, cohortId)
    expect(past.find((event) => event.id === eventId)?.rollSentence).toBe('1 team in full.')
  })

  it('shows a member their own line only, and the time in their own zone', async () => {
    const app = await makeApp()
    const { eventId, team, cohortId } = await aCall(app)
    await app.context.db
      .updateTable('person')
      .set({ timeZone: 'Asia/Singapore' })
      .where('id', '=', team.memberIds[0]!)
      .execute()
    const member = await app.actor(team.memberIds[0]!)
    const { teams, event } = await readRoll(app.context, member, { eventId, day: 1 })
    expect(teams.flatMap((one) => one.people.map((person) => person.personId))).toEqual([team.memberIds[0]])
    expect(event.time.day).toBe('Wednesday, February 24, 2027')
    expect(event.time.there).toBe('Tuesday, February 23, 2027, 3:00 PM to 4:30 PM PST')
    const calendar = await readCalendar(app.context, member, cohortId)
    expect(calendar.past.map((one) => one.rollSentence)).toEqual([null])
    expect(calendar.toCome.map((one) => one.title)).toEqual(['Ceremony'])
  })
})
