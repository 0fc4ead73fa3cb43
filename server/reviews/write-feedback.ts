import { lockScoringReview, updateFeedback } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type Feedback, feedbackSchema } from '#domain/review/feedback.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

/** Keeps the words to the team of an own review (autosave). */
export async function writeFeedback(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  input: { reviewId: string; feedback: Partial<Feedback> },
): Promise<void> {
  await ownOpenReview(context.db, actor, 'score', input.reviewId)
  const checked = feedbackSchema.safeParse(input.feedback)
  if (!checked.success) throw new Refusal('malformed', 'These words are too long. Shorten them a little.')
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, input.reviewId))) throw reviewIsIn()
    await updateFeedback(transaction, input.reviewId, JSON.stringify(checked.data))
  })
}
