import { findReviewerFacts, getTeamFacts } from '#db/queries/review-conflicts.ts'
import { listPanel, lockSubmission } from '#db/queries/review-place.ts'
import { insertReview } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { conflictsOfInterest } from '#domain/review/conflicts.ts'
import { firstPlaces, thirdPlace } from '#domain/review/review-state.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { guardedSubmission } from './submission-guard.ts'

/**
 * Seats a certified Master on the panel: two readers first, a third only in moderation. Conflicts of interest are
 * refused with their reasons.
 * @returns the new review's id.
 */
export async function assignReviewer(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; reviewerId: string },
): Promise<string> {
  const { submissionId, reviewerId } = input
  const { place, personId } = await guardedSubmission(context.db, actor, 'assign-reviewer', submissionId)
  const id = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    const state = await lockSubmission(transaction, submissionId)
    const panel = await listPanel(transaction, submissionId)
    const reviewer = await findReviewerFacts(
      transaction,
      place.cohortId,
      reviewerId,
      context.clock.today(place.timeZone),
    )
    if (!reviewer) throw new Refusal('malformed', 'Choose a reviewer from the list.')
    const team = await getTeamFacts(transaction, place.teamId)
    const reasons = conflictsOfInterest(reviewer, { ...team, reviewerIds: panel.map((one) => one.reviewerId) })
    if (reasons.length > 0) {
      throw new Refusal('not-ready', `${reasons.join(' ')} Choose another reviewer.`, {
        fields: { reviewerId: reasons.join(' ') },
      })
    }
    const seat = freePlace(
      state,
      panel.map((one) => one.place),
    )
    if (seat === undefined) {
      throw new Refusal('not-ready', 'Both places are taken. Take back an unopened assignment first.')
    }
    await insertReview(transaction, {
      id,
      submissionId,
      reviewerId,
      place: seat,
      state: 'assigned',
      feedback: '{}',
      assignedById: personId,
      assignedAt: context.clock.iso(),
      openedAt: null,
      submittedAt: null,
      releasedAt: null,
      total: null,
    })
    await recordAudit(transaction, context, actor, {
      action: 'assign-reviewer',
      subjectKind: 'submission',
      subjectId: submissionId,
      detail: { reviewId: id, reviewerId, place: seat },
    })
  })
  return id
}

function freePlace(state: string | undefined, taken: number[]): number | undefined {
  const places: readonly number[] =
    state === 'moderation' ? [thirdPlace] : state === 'submitted' || state === 'in-review' ? firstPlaces : []
  return places.find((place) => !taken.includes(place))
}
