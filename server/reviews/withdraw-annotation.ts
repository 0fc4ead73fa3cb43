import { deleteAnnotation } from '#db/queries/annotations.ts'
import { lockScoringReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

/** Takes back an own note on the snapshot while the review is being written; one that is gone stays gone. */
export async function withdrawAnnotation(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  input: { reviewId: string; annotationId: string },
): Promise<void> {
  const { personId } = await ownOpenReview(context.db, actor, 'score', input.reviewId)
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, input.reviewId))) throw reviewIsIn()
    await deleteAnnotation(transaction, input.annotationId, personId)
  })
}
