import { expect, it } from 'vitest'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { openReview } from '#server/reviews/open-review.ts'
import { withdrawSubmission } from '#server/submissions/withdraw-submission.ts'
import { aSubmittedTeam } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('a reviewer opens while the team withdraws', (makeApp) => {
  it('either the one or the other happens, never both and never neither', async () => {
    const app = await makeApp()
    for (let round = 0; round < 5; round += 1) {
      const team = await aSubmittedTeam(app)
      const { submissionId } = team
      const [reviewerId, memberId] = [team.reviewerIds[0]!, team.memberIds[0]!]
      const manager = await app.actor(team.managerId)
      const reviewId = await assignReviewer(app.context, manager, { submissionId, reviewerId })
      const [reviewer, member] = [await app.actor(reviewerId), await app.actor(memberId)]
      await Promise.allSettled(
        Array.from({ length: 10 }, (_one, index) =>
          index % 2 === round % 2
            ? openReview(app.context, reviewer, reviewId)
            : withdrawSubmission(app.context, member, team.portfolioId),
        ),
      )
      const { db } = app.context
      const submission = await db.selectFrom('submission').selectAll().where('id', '=', submissionId).executeTakeFirst()
      const opened = await db
        .selectFrom('review')
        .select('id')
        .where('id', '=', reviewId)
        .where('state', '=', 'scoring')
        .executeTakeFirst()
      const portfolio = await db
        .selectFrom('portfolio')
        .select('state')
        .where('id', '=', team.portfolioId)
        .executeTakeFirst()
      const ends = [submission?.state, opened !== undefined, portfolio?.state]
      expect([
        ['in-review', true, 'in-review'],
        ['withdrawn', false, 'draft'],
      ]).toContainEqual(ends)
    }
  })
})
