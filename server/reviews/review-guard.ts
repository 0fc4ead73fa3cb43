/** The door to one review: its own reviewer, and others only after everything awaited is in. */
import type { Db } from '#db/database.ts'
import { findReview, findSubmissionPlace, listPanel, type SubmissionPlace } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type Action, can, type Subject } from '#domain/access/can.ts'
import { isIn } from '#domain/review/review-state.ts'
import { notFound, Refusal } from '../errors.ts'

export type OpenReview = {
  review: NonNullable<Awaited<ReturnType<typeof findReview>>>
  place: SubmissionPlace
  subject: Subject<'review'>
}

/** The review, if the actor may read it now. */
export async function readableReview(db: Db, actor: Actor, reviewId: string): Promise<OpenReview> {
  const review = await findReview(db, reviewId)
  if (!review) throw notFound('review')
  const place = await findSubmissionPlace(db, review.submissionId)
  if (!place) throw notFound('review')
  const panel = await listPanel(db, review.submissionId)
  const subject: Subject<'review'> = {
    kind: 'review',
    state: review.state,
    teamId: place.teamId,
    cohortId: place.cohortId,
    ownerIds: [review.reviewerId],
    reviewerIds: panel.filter((one) => isIn(one.state)).map((one) => one.reviewerId),
  }
  if (!can(actor, 'read', subject)) throw notFound('review')
  return { review, place, subject }
}

/** The actor's own review while it is being written. */
export async function ownOpenReview(
  db: Db,
  actor: Actor,
  action: Action<'review'>,
  reviewId: string,
): Promise<OpenReview & { personId: string }> {
  const open = await readableReview(db, actor, reviewId)
  if (actor.kind === 'public') throw notFound('review')
  if (can(actor, action, open.subject)) return { ...open, personId: actor.personId }
  if (open.review.reviewerId !== actor.personId) {
    throw new Refusal('not-allowed', 'Only its reviewer writes a review. You can read it.')
  }
  throw reviewIsIn()
}

export const reviewIsIn = (): Refusal =>
  new Refusal('locked', 'This review is handed in, so it stays as it is. What differs is settled in the comparison.')
