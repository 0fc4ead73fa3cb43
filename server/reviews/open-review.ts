import { lockSubmission, markSubmissionOpened, movePortfolio } from '#db/queries/review-place.ts'
import { markReviewOpened } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ownOpenReview } from './review-guard.ts'

/** Opens an assigned review. From the first opening on the team cannot withdraw. Opening it again changes nothing. */
export async function openReview(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  reviewId: string,
): Promise<void> {
  const { review, place } = await ownOpenReview(context.db, actor, 'score', reviewId)
  if (review.state !== 'assigned') return
  await context.db.transaction().execute(async (transaction) => {
    const at = context.clock.iso()
    const state = await lockSubmission(transaction, place.submissionId)
    if (state === 'withdrawn') {
      throw new Refusal('changed-meanwhile', 'The team has withdrawn this submission. Go back to your desk.', {
        link: { href: '/reviews', words: 'Your desk' },
      })
    }
    if (!(await markReviewOpened(transaction, reviewId, at))) return
    if (await markSubmissionOpened(transaction, place.submissionId, at)) {
      await movePortfolio(transaction, place.portfolioId, ['submitted'], 'in-review')
    }
    await recordAudit(transaction, context, actor, {
      action: 'open-review',
      subjectKind: 'review',
      subjectId: reviewId,
      detail: { submissionId: place.submissionId },
    })
  })
}
