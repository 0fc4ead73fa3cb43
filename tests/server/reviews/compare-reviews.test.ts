import { expect, it } from 'vitest'
import { agreeLevel } from '#server/reviews/agree-level.ts'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { openReview } from '#server/reviews/open-review.ts'
import { proposeLevel } from '#server/reviews/propose-level.ts'
import { sayInModeration } from '#server/reviews/say-in-moderation.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { aFinishedReview, anOpenReview, aSubmittedTeam, writeReview } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const states = async (app: TestApp) => {
  const { db } = app.context
  const submission = await db.selectFrom('submission').select('state').executeTakeFirstOrThrow()
  const portfolio = await db.selectFrom('portfolio').select('state').executeTakeFirstOrThrow()
  return [submission.state, portfolio.state]
}

describeOnBothDatabases('when both reviews are in', (makeApp) => {
  it('equal reviews are agreed at once', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    await aFinishedReview(app, team, team.reviewerIds[0]!)
    expect(await states(app)).toEqual(['in-review', 'in-review'])
    await aFinishedReview(app, team, team.reviewerIds[1]!)
    expect(await states(app)).toEqual(['agreed', 'agreed'])
    const agreed = await app.context.db.selectFrom('agreed_level').selectAll().execute()
    expect(agreed.map((one) => one.level)).toEqual(Array(10).fill(3))
  })

  it('two that come in at the same moment are compared once', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const [first, second] = team.reviewerIds as [string, string]
    const pair: [string, string][] = []
    for (const reviewerId of [first, second]) {
      const reviewId = await anOpenReview(app, team, reviewerId)
      await writeReview(app, team, reviewId, reviewerId, reviewerId === first ? { C5: 4 } : {})
      pair.push([reviewId, reviewerId])
    }
    const results = await Promise.allSettled(
      pair.flatMap(([reviewId, reviewerId]) =>
        Array.from({ length: 5 }, async () => handInReview(app.context, await app.actor(reviewerId), reviewId)),
      ),
    )
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
    expect(await states(app)).toEqual(['compared', 'in-review'])
    const audit = await app.context.db.selectFrom('audit').where('action', '=', 'compare-reviews').selectAll().execute()
    expect(audit).toHaveLength(1)
  })

  it('the pair settle a small difference: one proposes, the other agrees, nobody agrees alone', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const { submissionId } = team
    const [first, second] = team.reviewerIds as [string, string]
    await aFinishedReview(app, team, first, { C5: 4 })
    await aFinishedReview(app, team, second)
    const [one, other] = [await app.actor(first), await app.actor(second)]
    const proposal = { submissionId, criterion: 'C5', level: 4, sentence: 'The delay is in the model.' }
    await proposeLevel(app.context, one, proposal)
    const agreement = { submissionId, criterion: 'C5', level: 4 }
    await expect(agreeLevel(app.context, one, agreement)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(agreeLevel(app.context, other, { ...agreement, level: 3 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await agreeLevel(app.context, other, agreement)
    expect(await states(app)).toEqual(['agreed', 'agreed'])
    await expect(proposeLevel(app.context, one, { ...proposal, level: 3 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
  })

  it('a gap of two levels goes to moderation, where a third reader may be seated, blind until done', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const { submissionId } = team
    const [first, second, third] = team.reviewerIds as [string, string, string]
    await aFinishedReview(app, team, first, { C5: 4 })
    await aFinishedReview(app, team, second, { C5: 2 })
    expect(await states(app)).toEqual(['moderation', 'moderation'])
    const moderation = await app.context.db.selectFrom('moderation').selectAll().executeTakeFirstOrThrow()
    expect(JSON.parse(moderation.reason)).toEqual(['C5 Seeing the system is 2 levels apart.'])
    await sayInModeration(app.context, await app.actor(first), { submissionId, words: 'Look at the loop again.' })

    const reviewId = await assignReviewer(app.context, await app.actor(team.managerId), {
      submissionId,
      reviewerId: third,
    })
    const reader = await app.actor(third)
    const proposal = { submissionId, criterion: 'C5', level: 3, sentence: 'The loop fits.' }
    await expect(proposeLevel(app.context, reader, proposal)).rejects.toMatchObject({ code: 'not-allowed' })
    await openReview(app.context, reader, reviewId)
    await writeReview(app, team, reviewId, third)
    await handInReview(app.context, reader, reviewId)
    await proposeLevel(app.context, reader, proposal)
    await agreeLevel(app.context, await app.actor(second), { submissionId, criterion: 'C5', level: 3 })
    expect(await states(app)).toEqual(['agreed', 'agreed'])
    const settled = await app.context.db.selectFrom('moderation').select('state').executeTakeFirstOrThrow()
    expect(settled.state).toBe('settled')
  })

  it('what one could not judge goes to moderation', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const [first, second] = team.reviewerIds as [string, string]
    await aFinishedReview(app, team, first)
    const reviewId = await anOpenReview(app, team, second)
    await writeReview(app, team, reviewId, second)
    const actor = await app.actor(second)
    const cannotJudge = 'The film does not play here.'
    await scoreCriterion(app.context, actor, { reviewId, criterion: 'C9', level: null, sentence: '', cannotJudge })
    await handInReview(app.context, actor, reviewId)
    expect(await states(app)).toEqual(['moderation', 'moderation'])
  })
})
