import { deleteCitation, lockScoringReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

/** Takes back a citation of an own review; one that is gone already stays gone. */
export async function uncitePassage(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  input: { reviewId: string; citationId: string },
): Promise<void> {
  await ownOpenReview(context.db, actor, 'score', input.reviewId)
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, input.reviewId))) throw reviewIsIn()
    await deleteCitation(transaction, input.reviewId, input.citationId)
  })
}
