import { expect, it } from 'vitest'
import { annotateSnapshot } from '#server/reviews/annotate-snapshot.ts'
import { citePassage } from '#server/reviews/cite-passage.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { uncitePassage } from '#server/reviews/uncite-passage.ts'
import { aFinishedReview, anOpenReview, aSubmittedTeam, writeReview } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('writing a review', (makeApp) => {
  it('refuses a score without a citation, and says for which criterion', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewer = await app.actor(reviewerId)
    const reviewId = await anOpenReview(app, team, reviewerId)
    await writeReview(app, team, reviewId, reviewerId)
    const { db } = app.context
    const cited = await db.selectFrom('citation').selectAll().where('criterion', '=', 'C5').executeTakeFirstOrThrow()
    await uncitePassage(app.context, reviewer, { reviewId, citationId: cited.id })
    await expect(handInReview(app.context, reviewer, reviewId)).rejects.toMatchObject({
      code: 'not-ready',
      details: { fields: { C5: 'C5 Seeing the system still needs at least one citation.' } },
    })
    expect((await db.selectFrom('review').select('state').executeTakeFirstOrThrow()).state).toBe('scoring')
  })

  it('refuses levels that are none, criteria that are none, and words that do not stand there', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewer = await app.actor(team.reviewerIds[0]!)
    const reviewId = await anOpenReview(app, team, team.reviewerIds[0]!)
    const score = { reviewId, criterion: 'C1', level: 3, sentence: '', cannotJudge: null }
    await expect(scoreCriterion(app.context, reviewer, { ...score, level: 2.5 })).rejects.toMatchObject({
      code: 'malformed',
    })
    await expect(scoreCriterion(app.context, reviewer, { ...score, criterion: 'C11' })).rejects.toMatchObject({
      code: 'malformed',
    })
    const anchor = { entryId: team.entryId, blockId: 'b2', start: 0, end: 6, quote: 'Nobody' }
    await expect(
      citePassage(app.context, reviewer, { reviewId, criterion: 'C1', anchor: { ...anchor, quote: 'Anyone' } }),
    ).rejects.toMatchObject({ message: /not what stands there/ })
    await expect(
      citePassage(app.context, reviewer, { reviewId, criterion: 'C1', anchor: { ...anchor, entryId: 'other' } }),
    ).rejects.toMatchObject({ code: 'malformed' })
  })

  it('belongs to its reviewer alone: the other one, the team and staff find nothing', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const [first, second] = team.reviewerIds as [string, string]
    const reviewId = await anOpenReview(app, team, first)
    await anOpenReview(app, team, second)
    const score = { reviewId, criterion: 'C1', level: 4, sentence: 'Mine now.', cannotJudge: null }
    for (const personId of [second, team.memberIds[0]!, team.managerId]) {
      await expect(scoreCriterion(app.context, await app.actor(personId), score)).rejects.toMatchObject({
        code: 'not-found',
      })
    }
  })

  it('stays as it is once handed in', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewer = await app.actor(reviewerId)
    const reviewId = await aFinishedReview(app, team, reviewerId)
    const score = { reviewId, criterion: 'C1', level: 1, sentence: 'Later.', cannotJudge: null }
    await expect(scoreCriterion(app.context, reviewer, score)).rejects.toMatchObject({ code: 'locked' })
    const anchor = { entryId: team.entryId, blockId: 'b2', quote: '' }
    await expect(
      annotateSnapshot(app.context, reviewer, { reviewId, anchor, words: 'Late.', audience: 'team' }),
    ).rejects.toMatchObject({ code: 'locked' })
  })

  it('is handed in once, however often at once', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewId = await anOpenReview(app, team, reviewerId)
    await writeReview(app, team, reviewId, reviewerId)
    const reviewer = await app.actor(reviewerId)
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => handInReview(app.context, reviewer, reviewId)),
    )
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const { db } = app.context
    const audit = await db.selectFrom('audit').where('action', '=', 'hand-in-review').selectAll().execute()
    expect(audit).toHaveLength(1)
    const review = await db.selectFrom('review').selectAll().executeTakeFirstOrThrow()
    expect([review.state, review.total]).toEqual(['submitted', 300])
  })
})
