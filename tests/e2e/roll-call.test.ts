import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEvent, certifyingCohort } from '#tests/support/decided-team.ts'
import { type BuiltApp, builtApp, seriousFindings } from './support/built-app.ts'

let built: BuiltApp
let eventId: string
let facilitatorId: string
let teams: { id: string; memberIds: string[] }[]

beforeAll(async () => {
  built = await builtApp()
  const { app } = built
  const { cohortId } = await certifyingCohort(app)
  facilitatorId = await app.world.cohortRole(cohortId, 'facilitator')
  teams = []
  for (const [index, size] of [5, 4, 2, 5, 4, 3, 5, 4, 4, 2].entries()) {
    teams.push(await app.world.team({ cohortId, size, name: `Team ${index}` }))
  }
  eventId = await anEvent(app, {
    cohortId,
    kind: 'community-call',
    title: 'Community call',
    startsAt: '2027-03-03T00:00:00Z',
  })
})
afterAll(() => built.close())

const roll = () =>
  built.app.context.db.selectFrom('attendance').select(['personId', 'status']).where('eventId', '=', eventId).execute()

describe('the roll of a call', () => {
  it('is sent for a whole team without scripts', async () => {
    const page = await built.pageOf(facilitatorId, { javaScriptEnabled: false })
    await page.goto(`/events/${eventId}`)
    await page.getByRole('button', { name: 'All here: Team 2' }).click()
    await page.getByText('The roll is saved: 2 people.').waitFor()
    expect((await roll()).map((row) => row.personId).sort()).toEqual([...teams[2]!.memberIds].sort())
  })

  it('takes ten teams and 38 people in a handful of presses', async () => {
    const page = await built.pageOf(facilitatorId, { viewport: { width: 390, height: 844 } })
    await page.goto(`/events/${eventId}`)
    const say = (name: string, word: string) =>
      page.getByRole('group', { name, exact: true }).getByText(word, { exact: true }).click()
    const names = await built.app.context.db
      .selectFrom('person')
      .select(['id', 'displayName'])
      .where('id', 'in', [teams[0]!.memberIds[0]!, teams[4]!.memberIds[1]!])
      .execute()
    const nameOf = (id: string) => names.find((one) => one.id === id)!.displayName
    await say(nameOf(teams[0]!.memberIds[0]!), 'Late')
    await say(nameOf(teams[4]!.memberIds[1]!), 'Excused')
    await page.getByRole('button', { name: 'Everybody else was here' }).click()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save the roll' }).click()
    await page.getByText('The roll is saved: 38 people.').waitFor()
    const said = await roll()
    const count = (status: string) => said.filter((row) => row.status === status).length
    expect([said.length, count('present'), count('late'), count('excused')]).toEqual([38, 36, 1, 1])
  })
})
