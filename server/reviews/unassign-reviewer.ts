import { deleteUnopenedReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { guardedSubmission } from './submission-guard.ts'

/** Takes back an assignment that its reviewer has not opened. */
export async function unassignReviewer(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; reviewId: string },
): Promise<void> {
  const { submissionId, reviewId } = input
  const { panel } = await guardedSubmission(context.db, actor, 'assign-reviewer', submissionId)
  const review = panel.find((one) => one.id === reviewId)
  if (!review) throw notFound('review')
  await context.db.transaction().execute(async (transaction) => {
    if (!(await deleteUnopenedReview(transaction, reviewId))) {
      throw new Refusal('locked', `${review.name} has opened this review, so it stays with them.`)
    }
    await recordAudit(transaction, context, actor, {
      action: 'unassign-reviewer',
      subjectKind: 'submission',
      subjectId: submissionId,
      detail: { reviewId, reviewerId: review.reviewerId },
    })
  })
}
