/** The door to everything about one submission: who may, in which state, and the words when not. */
import type { Db } from '#db/database.ts'
import { findSubmissionPlace, listPanel, type PanelReview, type SubmissionPlace } from '#db/queries/review-place.ts'
import { submissionStates } from '#domain/access/access-table.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type Action, can, type Subject } from '#domain/access/can.ts'
import { isIn, submissionWords } from '#domain/review/review-state.ts'
import { notFound, Refusal } from '../errors.ts'

export type OpenSubmission = { place: SubmissionPlace; panel: PanelReview[] }
type SubmissionAction = Action<'submission'>

/**
 * The submission as the access rule sees it. To read the snapshot it is enough to be on the panel; whatever shows the
 * others' judgement asks for an own review that is in.
 */
export function submissionSubject({ place, panel }: OpenSubmission, action: SubmissionAction): Subject<'submission'> {
  const seated = action === 'read' ? panel : panel.filter((review) => isIn(review.state))
  return {
    kind: 'submission',
    state: place.state,
    teamId: place.teamId,
    cohortId: place.cohortId,
    reviewerIds: seated.map((review) => review.reviewerId),
  }
}

export function mayDo(actor: Actor, action: SubmissionAction, submission: OpenSubmission): boolean {
  return can(actor, action, submissionSubject(submission, action))
}

/** The submission with its panel, if the actor may read it. */
export async function readableSubmission(db: Db, actor: Actor, submissionId: string): Promise<OpenSubmission> {
  const place = await findSubmissionPlace(db, submissionId)
  if (!place) throw notFound('submission')
  const submission = { place, panel: await listPanel(db, submissionId) }
  if (!mayDo(actor, 'read', submission)) throw notFound('submission')
  return submission
}

/** The submission, if the actor may do this to it now; says whether never, or only not in this state. */
export async function guardedSubmission(
  db: Db,
  actor: Actor,
  action: SubmissionAction,
  submissionId: string,
): Promise<OpenSubmission & { personId: string }> {
  const submission = await readableSubmission(db, actor, submissionId)
  if (actor.kind === 'public') throw notFound('submission')
  if (mayDo(actor, action, submission)) return { ...submission, personId: actor.personId }
  throw refusalFor(actor, action, submission)
}

function refusalFor(actor: Actor, action: SubmissionAction, submission: OpenSubmission): Refusal {
  const { place } = submission
  const inAnotherState = submissionStates.some((state) =>
    mayDo(actor, action, { ...submission, place: { ...place, state } }),
  )
  if (!inAnotherState) return new Refusal('not-allowed', 'This belongs to other hands. Ask the program manager.')
  const now = submissionWords[place.state as keyof typeof submissionWords] ?? place.state
  return new Refusal('changed-meanwhile', `That cannot be done now: ${lowerFirst(now)}. Load the page again.`)
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
