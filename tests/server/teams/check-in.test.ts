import { expect, test } from 'vitest'
import { createEntry } from '#server/portfolios/create-entry.ts'
import { shareLine } from '#server/portfolios/share-line.ts'
import { joinCheckIn } from '#server/teams/check-in/join-check-in.ts'
import { keepWords } from '#server/teams/check-in/keep-words.ts'
import { passOn } from '#server/teams/check-in/pass-on.ts'
import { showCheckIn } from '#server/teams/check-in/show-check-in.ts'
import { startCheckIn } from '#server/teams/check-in/start-check-in.ts'
import { writeWords } from '#server/teams/check-in/write-words.ts'
import { anEdition } from '#tests/support/a-template.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function aCircle(app: TestApp) {
  const cohortId = await app.world.cohort({ editionId: await app.world.edition(anEdition) })
  const team = await app.world.team({ cohortId, size: 3 })
  const [marisela, rosalind, dev] = await Promise.all(team.memberIds.map((id) => app.actor(id)))
  const question = { teamId: team.id, question: 'What do you carry in?', minutesPerPerson: 1 }
  const { checkInId } = await startCheckIn(app.context, marisela!, question)
  return { ...team, cohortId, checkInId, question, marisela: marisela!, rosalind: rosalind!, dev: dev! }
}
type Circle = Awaited<ReturnType<typeof aCircle>>

const pass = async (app: TestApp, circle: Circle) => {
  const { moment } = await showCheckIn(app.context, circle.marisela, circle.checkInId)
  return passOn(app.context, circle.marisela, { checkInId: circle.checkInId, seen: moment })
}

describeOnBothDatabases('a check-in', (makeApp) => {
  test('a team holds one at a time, however many start it', async () => {
    const app = await makeApp()
    const circle = await aCircle(app)
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => startCheckIn(app.context, circle.dev, circle.question)),
    )
    expect(results.every((result) => result.status === 'rejected')).toBe(true)
    expect((results[0] as PromiseRejectedResult).reason).toMatchObject({
      details: { link: { href: `/teams/${circle.id}/check-ins/${circle.checkInId}` } },
    })
  })

  test('during a turn nobody else can write, and two hands on the bell ring it once', async () => {
    const app = await makeApp()
    const circle = await aCircle(app)
    const { checkInId } = circle
    app.clock.advance(1000)
    await joinCheckIn(app.context, circle.rosalind, { checkInId })
    await pass(app, circle)
    await expect(writeWords(app.context, circle.marisela, { checkInId, words: 'Early' })).rejects.toMatchObject({
      code: 'locked',
    })
    expect(await pass(app, circle)).toMatchObject({ state: 'ring', turnOfId: circle.memberIds[0] })
    await writeWords(app.context, circle.marisela, { checkInId, words: 'A slow morning.' })
    await expect(writeWords(app.context, circle.rosalind, { checkInId, words: 'Me too' })).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringMatching(/holds the ring/),
    })
    await expect(joinCheckIn(app.context, circle.dev, { checkInId })).rejects.toMatchObject({ code: 'not-ready' })
    const seen = { state: 'ring', turnOfId: circle.memberIds[0]! } as const
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        passOn(app.context, n % 2 ? circle.marisela : circle.rosalind, { checkInId, seen }),
      ),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const now = await showCheckIn(app.context, circle.rosalind, checkInId)
    expect(now).toMatchObject({ myTurn: true, moment: { turnOfId: circle.memberIds[1] } })
  })

  test('private stays private: colleagues, mentors, staff and champions read no words that were not given', async () => {
    const app = await makeApp()
    const circle = await aCircle(app)
    const { checkInId } = circle
    await pass(app, circle)
    await pass(app, circle)
    await writeWords(app.context, circle.marisela, { checkInId, words: 'I slept badly.' })
    await pass(app, circle)
    await keepWords(app.context, circle.marisela, { checkInId, keep: 'self' })
    expect(JSON.stringify(await showCheckIn(app.context, circle.dev, checkInId))).not.toContain('slept')
    expect((await showCheckIn(app.context, circle.marisela, checkInId)).me?.words).toBe('I slept badly.')
    const outsiders = [
      await app.world.mentor(circle.id),
      await app.world.champion(circle.id),
      await app.world.cohortRole(circle.cohortId, 'manager'),
      await app.world.cohortRole(circle.cohortId, 'coach'),
      await app.world.cohortRole(circle.cohortId, 'facilitator'),
      await app.world.cohortRole(circle.cohortId, 'faculty'),
    ]
    for (const personId of outsiders) {
      await expect(showCheckIn(app.context, await app.actor(personId), checkInId)).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    await keepWords(app.context, circle.marisela, { checkInId, keep: 'team' })
    expect(JSON.stringify(await showCheckIn(app.context, circle.dev, checkInId))).toContain('slept')
  })

  test('nobody ends it over the head of somebody who is still choosing, for five minutes', async () => {
    const app = await makeApp()
    const circle = await aCircle(app)
    const { checkInId } = circle
    app.clock.advance(1000)
    await joinCheckIn(app.context, circle.rosalind, { checkInId })
    for (let step = 0; step < 3; step += 1) await pass(app, circle)
    await writeWords(app.context, circle.rosalind, { checkInId, words: 'Mine.' })
    await pass(app, circle)
    await expect(pass(app, circle)).rejects.toMatchObject({ code: 'not-ready' })
    app.clock.advance(300_000)
    expect(await pass(app, circle)).toMatchObject({ state: 'ended' })
  })

  test('when it ends, only that it happened and who was here stays, unless somebody chose', async () => {
    const app = await makeApp()
    const circle = await aCircle(app)
    const { checkInId } = circle
    await joinCheckIn(app.context, circle.rosalind, { checkInId })
    const { people } = await showCheckIn(app.context, circle.marisela, checkInId)
    await pass(app, circle)
    await pass(app, circle)
    const actors = new Map([
      [circle.memberIds[0], circle.marisela],
      [circle.memberIds[1], circle.rosalind],
    ])
    for (const { personId } of people) {
      await writeWords(app.context, actors.get(personId)!, { checkInId, words: `words of ${personId}` })
      await pass(app, circle)
    }
    const shared = await shareLine(app.context, circle.rosalind, { checkInId, line: 'We laughed.', section: '6' })
    await expect(
      shareLine(app.context, circle.rosalind, { checkInId, line: 'We laughed.', section: '6' }),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await writeWords(app.context, circle.rosalind, { checkInId, words: 'all of it' })
    await pass(app, circle)
    const turns = await app.context.db.selectFrom('check_in_turn').selectAll().execute()
    expect(turns.find((turn) => turn.personId === circle.memberIds[0])?.words).toBe('')
    expect(turns.find((turn) => turn.personId === circle.memberIds[1])).toMatchObject({
      kept: 'portfolio',
      sharedEntryId: shared.id,
    })
    const content = JSON.stringify(await app.context.rooms.contentOf(shared.documentId))
    expect(content).toContain('We laughed.')
    expect(content).not.toContain('words of')
    const again = await startCheckIn(app.context, circle.dev, circle.question)
    expect(again.checkInId).not.toBe(checkInId)
    await createEntry(app.context, circle.dev, { portfolioId: circle.portfolioId, section: '6', title: 'Mine' })
  })
})
