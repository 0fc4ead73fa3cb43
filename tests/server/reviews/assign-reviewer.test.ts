import { expect, it } from 'vitest'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { openReview } from '#server/reviews/open-review.ts'
import { unassignReviewer } from '#server/reviews/unassign-reviewer.ts'
import { anOpenReview, aSubmittedTeam } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('assigning reviewers', (makeApp) => {
  it('refuses the mentor of the team, somebody of its district, and a stranger to the pool, each with the reason', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const manager = await app.actor(team.managerId)
    const [mentorId, neighbourId] = team.reviewerIds as [string, string]
    await app.world.mentor(team.id, mentorId)
    await app.context.db
      .insertInto('person_district')
      .values({ personId: neighbourId, districtId: team.districtId })
      .execute()
    const assign = (reviewerId: string) =>
      assignReviewer(app.context, manager, { submissionId: team.submissionId, reviewerId })
    await expect(assign(mentorId)).rejects.toMatchObject({ code: 'not-ready', message: /is a mentor of Kelp Forest/ })
    await expect(assign(neighbourId)).rejects.toMatchObject({ message: /same district as Kelp Forest/ })
    await expect(assign(await app.world.person())).rejects.toMatchObject({ message: /pool of certified Masters/ })
    expect(await app.context.db.selectFrom('review').selectAll().execute()).toEqual([])
  })

  it('is the manager’s act: a coach may not, a stranger finds nothing', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const input = { submissionId: team.submissionId, reviewerId: team.reviewerIds[0]! }
    const coach = await app.actor(await app.world.cohortRole(team.cohortId, 'coach'))
    await expect(assignReviewer(app.context, coach, input)).rejects.toMatchObject({ code: 'not-allowed' })
    const stranger = await app.actor(await app.world.person())
    await expect(assignReviewer(app.context, stranger, input)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('seats two, then no third outside moderation', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const manager = await app.actor(team.managerId)
    const { submissionId } = team
    const [first, second, third] = team.reviewerIds as [string, string, string]
    await assignReviewer(app.context, manager, { submissionId, reviewerId: first })
    await expect(assignReviewer(app.context, manager, { submissionId, reviewerId: first })).rejects.toMatchObject({
      message: /already assigned/,
    })
    await assignReviewer(app.context, manager, { submissionId, reviewerId: second })
    await expect(assignReviewer(app.context, manager, { submissionId, reviewerId: third })).rejects.toMatchObject({
      message: /Both places are taken/,
    })
  })

  it('ten at once seat one reviewer once', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const manager = await app.actor(team.managerId)
    const input = { submissionId: team.submissionId, reviewerId: team.reviewerIds[0]! }
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => assignReviewer(app.context, manager, input)),
    )
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await app.context.db.selectFrom('review').selectAll().execute()).toHaveLength(1)
    const audit = await app.context.db.selectFrom('audit').where('action', '=', 'assign-reviewer').selectAll().execute()
    expect(audit).toHaveLength(1)
  })

  it('takes back what is not opened, and nothing else', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const manager = await app.actor(team.managerId)
    const { submissionId } = team
    const opened = await anOpenReview(app, team, team.reviewerIds[0]!)
    await expect(unassignReviewer(app.context, manager, { submissionId, reviewId: opened })).rejects.toMatchObject({
      code: 'locked',
    })
    const waiting = await assignReviewer(app.context, manager, { submissionId, reviewerId: team.reviewerIds[1]! })
    await unassignReviewer(app.context, manager, { submissionId, reviewId: waiting })
    expect(await app.context.db.selectFrom('review').select('id').execute()).toEqual([{ id: opened }])
  })

  it('the first opening moves the submission on, and the second changes nothing', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewId = await anOpenReview(app, team, reviewerId)
    await openReview(app.context, await app.actor(reviewerId), reviewId)
    const submission = await app.context.db.selectFrom('submission').selectAll().executeTakeFirstOrThrow()
    const portfolio = await app.context.db.selectFrom('portfolio').selectAll().executeTakeFirstOrThrow()
    expect([submission.state, portfolio.state]).toEqual(['in-review', 'in-review'])
    expect(submission.openedAt).toBe(app.clock.iso())
  })
})
