import { insertAnnotation } from '#db/queries/annotations.ts'
import { lockScoringReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type AnchorInput, anchorOnSnapshot } from './anchor-on-snapshot.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'

export const annotationAudiences = ['team', 'reviewers'] as const
export type AnnotationAudience = (typeof annotationAudiences)[number]

/**
 * Writes in the margin of the frozen page: beside words, a part of a diagram or a region of a picture. The other
 * reviewer sees it once both reviews are in, the team (audience `team`) after the decision is released.
 * @returns the annotation's id.
 */
export async function annotateSnapshot(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { reviewId: string; anchor: AnchorInput; words: string; audience: AnnotationAudience },
): Promise<string> {
  const { reviewId, anchor, audience } = input
  const { place, personId } = await ownOpenReview(context.db, actor, 'score', reviewId)
  const words = annotationWords(input.words)
  const columns = await anchorOnSnapshot(context.db, place.submissionId, anchor)
  const id = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    if (!(await lockScoringReview(transaction, reviewId))) throw reviewIsIn()
    await insertAnnotation(transaction, {
      id,
      portfolioId: place.portfolioId,
      submissionId: place.submissionId,
      reviewId,
      ...columns,
      region: anchor.region ? JSON.stringify(anchor.region) : null,
      words,
      audience,
      authorId: personId,
      createdAt: context.clock.iso(),
      resolvedAt: null,
      resolvedById: null,
    })
  })
  return id
}

/** @returns the words to keep; refuses none and too many. */
export function annotationWords(words: string): string {
  const kept = words.trim()
  if (kept === '') {
    throw new Refusal('malformed', 'Write what you want to say first.', {
      fields: { words: 'A few words are enough.' },
    })
  }
  if (kept.length > 4000) throw new Refusal('too-large', 'Keep a note to 4000 characters; write two if you need to.')
  return kept
}
