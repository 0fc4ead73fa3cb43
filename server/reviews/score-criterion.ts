import { lockScoringReview, upsertScore } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isLevel } from '#domain/review/rubric.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { editionFor } from './review-edition.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

export type ScoreInput = {
  reviewId: string
  criterion: string
  level: number | null
  sentence: string
  /** The reason why this criterion cannot be judged; null where a level is given. */
  cannotJudge: string | null
}

/** Keeps what a reviewer thinks of one criterion, as often as they change it (autosave). */
export async function scoreCriterion(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  input: ScoreInput,
): Promise<void> {
  const { reviewId, criterion, level, sentence, cannotJudge } = input
  const { place } = await ownOpenReview(context.db, actor, 'score', reviewId)
  const { rubric } = await editionFor(context.db, place.editionId)
  if (!rubric.criteria.some((one) => one.key === criterion)) {
    throw new Refusal('malformed', 'This criterion is not in the rubric. Load the page again.')
  }
  if (level !== null && !isLevel(level)) {
    throw new Refusal('malformed', 'A level is a whole number from 1 to 4.', {
      fields: { level: 'Choose 1, 2, 3 or 4.' },
    })
  }
  if (sentence.length > 1000 || (cannotJudge?.length ?? 0) > 1000) {
    throw new Refusal('too-large', 'Keep it to one sentence: at most 1000 characters.')
  }
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, reviewId))) throw reviewIsIn()
    await upsertScore(transaction, {
      reviewId,
      criterion,
      level: cannotJudge === null ? level : null,
      sentence,
      cannotJudge,
      updatedAt: context.clock.iso(),
    })
  })
}
