import { insertCitation, listCitations, lockScoringReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type AnchorInput, anchorOnSnapshot } from './anchor-on-snapshot.ts'
import { editionFor } from './review-edition.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

const citationsPerReview = 200

/**
 * Cites a passage, a part of a diagram or a picture for one criterion. The quote is checked against the snapshot.
 * @returns the citation's id.
 */
export async function citePassage(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { reviewId: string; criterion: string; anchor: AnchorInput },
): Promise<string> {
  const { reviewId, criterion, anchor } = input
  const { place } = await ownOpenReview(context.db, actor, 'score', reviewId)
  const { rubric } = await editionFor(context.db, place.editionId)
  if (!rubric.criteria.some((one) => one.key === criterion)) {
    throw new Refusal('malformed', 'Choose the criterion first, then cite.')
  }
  const columns = await anchorOnSnapshot(context.db, place.submissionId, anchor)
  const id = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, reviewId))) throw reviewIsIn()
    if ((await listCitations(transaction, [reviewId])).length >= citationsPerReview) {
      throw new Refusal('too-many', 'This review cites 200 passages already. Take one back first.')
    }
    await insertCitation(transaction, {
      id,
      reviewId,
      criterion,
      ...columns,
      createdAt: context.clock.iso(),
    })
  })
  return id
}
