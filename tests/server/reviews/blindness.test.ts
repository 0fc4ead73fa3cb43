import { expect, it } from 'vitest'
import { annotateSnapshot } from '#server/reviews/annotate-snapshot.ts'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { readComparison } from '#server/reviews/comparison-view.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { readOutcome, readSubmissionSummary } from '#server/reviews/outcome-view.ts'
import { readReviewBoard } from '#server/reviews/review-board.ts'
import { readReviewRoom } from '#server/reviews/review-room.ts'
import { readReviewerDesk } from '#server/reviews/reviewer-desk.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { anOpenReview, aSubmittedTeam, writeReview } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('two reviewers, blind to each other', (makeApp) => {
  it('read nothing of the other until both are in, and no sum before their own is', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const [first, second] = team.reviewerIds as [string, string]
    const [one, other] = [await app.actor(first), await app.actor(second)]
    const firstReview = await anOpenReview(app, team, first)
    const secondReview = await anOpenReview(app, team, second)
    await writeReview(app, team, firstReview, first, { C5: 4 })
    await scoreCriterion(app.context, one, {
      reviewId: firstReview,
      criterion: 'C5',
      level: 4,
      sentence: 'SECRET-SENTENCE',
      cannotJudge: null,
    })
    const anchor = { entryId: team.entryId, blockId: 'b1', start: 0, end: 2, quote: 'We' }
    await annotateSnapshot(app.context, one, { reviewId: firstReview, anchor, words: 'SECRET-NOTE', audience: 'team' })

    const before = JSON.stringify(await readReviewRoom(app.context, one, firstReview))
    expect(before).toContain('SECRET-SENTENCE')
    for (const word of ['"total"', '"weight"', '315', '/400']) expect(before).not.toContain(word)

    const blindTo = async () => {
      await expect(readReviewRoom(app.context, other, firstReview)).rejects.toMatchObject({ code: 'not-found' })
      await expect(readComparison(app.context, other, team.submissionId)).rejects.toMatchObject({
        code: expect.stringMatching(/not-allowed|changed-meanwhile/),
      })
      const seen = [
        await readReviewRoom(app.context, other, secondReview),
        await readReviewerDesk(app.context, other),
        await readSubmissionSummary(app.context, other, team.submissionId),
        await readReviewBoard(app.context, await app.actor(team.managerId), team.cohortId),
      ]
      expect(JSON.stringify(seen)).not.toMatch(/SECRET/)
    }
    await blindTo()
    await handInReview(app.context, one, firstReview)
    expect((await readReviewRoom(app.context, one, firstReview)).sheet.result?.total).toBe(315)
    await blindTo()
    await expect(readReviewRoom(app.context, await app.actor(team.managerId), firstReview)).rejects.toMatchObject({
      code: 'not-found',
    })

    await writeReview(app, team, secondReview, second)
    await handInReview(app.context, other, secondReview)
    expect(JSON.stringify(await readReviewRoom(app.context, other, firstReview))).toContain('SECRET-NOTE')
    const comparison = await readComparison(app.context, other, team.submissionId)
    expect(comparison.differences.map((difference) => difference.key)).toEqual(['C5'])
    expect(comparison.differences[0]?.voices.map((voice) => voice.level)).toEqual([4, 3])
  })

  it('the team reads nothing before release', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewId = await anOpenReview(app, team, team.reviewerIds[0]!)
    const member = await app.actor(team.memberIds[0]!)
    await expect(readReviewRoom(app.context, member, reviewId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(readComparison(app.context, member, team.submissionId)).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await readOutcome(app.context, member, team.portfolioId)).released).toBeNull()
  })

  it('nothing of the portfolio is shown before the review is opened', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewId = await assignReviewer(app.context, await app.actor(team.managerId), {
      submissionId: team.submissionId,
      reviewerId,
    })
    const room = await readReviewRoom(app.context, await app.actor(reviewerId), reviewId)
    expect([room.state, room.sections]).toEqual(['assigned', []])
  })
})
