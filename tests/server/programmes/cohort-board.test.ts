import { expect, it } from 'vitest'
import { readCohortBoard } from '#server/programmes/read-cohort-board.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('The cohort board', (makeApp) => {
  it('tells staff who needs care, shows a facilitator no teams, and is not there for anybody else', async () => {
    const app = await makeApp()
    const cohortId = await app.world.cohort()
    const team = await app.world.team({ cohortId, size: 2, name: 'Two Bridges' })
    await app.context.db
      .updateTable('portfolio')
      .set({ touchedAt: '2027-02-12T17:00:00.000Z' })
      .where('id', '=', team.portfolioId)
      .execute()
    const manager = await app.actor(await app.world.cohortRole(cohortId, 'manager'))
    const board = await readCohortBoard(app.context, manager, cohortId)
    expect(board.care.map((care) => `${care.team} ${care.sentence}`)).toEqual([
      'Two Bridges has been quiet for 19 days.',
      'Two Bridges has no champion who confirmed access yet.',
      'Two Bridges has no mentor yet.',
    ])
    const facilitator = await app.actor(await app.world.cohortRole(cohortId, 'facilitator'))
    expect(await readCohortBoard(app.context, facilitator, cohortId)).toMatchObject({
      care: [],
      teams: [],
      waiting: [],
    })
    const elsewhere = await app.actor(await app.world.cohortRole(await app.world.cohort(), 'manager'))
    for (const stranger of [elsewhere, await app.actor(team.memberIds[0]!)]) {
      await expect(readCohortBoard(app.context, stranger, cohortId)).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})
