import { findDecision, markFirstSignature, markSecondSignature } from '#db/queries/decisions.ts'
import { getTeamFacts } from '#db/queries/review-conflicts.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { signatureOf } from '#domain/review/signature.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { guardedSubmission } from './submission-guard.ts'

/**
 * Puts one of two signatures under a decision: a manager's and a faculty member's, two persons, neither close to the
 * team nor on its panel. With the second the decision is held.
 * @returns whether the decision is held now.
 */
export async function signDecision(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  submissionId: string,
): Promise<boolean> {
  const { place, panel, personId } = await guardedSubmission(context.db, actor, 'sign-decision', submissionId)
  return context.db.transaction().execute(async (transaction) => {
    await lockSubmission(transaction, submissionId)
    const decision = await findDecision(transaction, submissionId)
    if (decision?.state !== 'proposed') {
      throw new Refusal('changed-meanwhile', 'This decision is not waiting for a signature. Load the page again.')
    }
    const team = await getTeamFacts(transaction, place.teamId)
    const signature = signatureOf(actor, {
      cohortId: place.cohortId,
      proposedById: decision.proposedById,
      signedById: decision.signedById,
      signedAs: decision.signedAs,
      reviewerIds: panel.map((review) => review.reviewerId),
      closeIds: [...team.memberIds, ...team.championIds, ...team.mentorIds],
    })
    if ('problem' in signature) {
      throw new Refusal(decision.signedById === personId ? 'changed-meanwhile' : 'not-allowed', signature.problem)
    }
    const at = context.clock.iso()
    const first = await markFirstSignature(transaction, decision.id, { byId: personId, as: signature.hat, at })
    const held = !first && (await markSecondSignature(transaction, decision.id, personId, at))
    if (held) {
      await moveSubmission(transaction, submissionId, ['proposed'], 'held')
      await movePortfolio(transaction, place.portfolioId, ['proposed'], 'held')
    }
    await recordAudit(transaction, context, actor, {
      action: 'sign-decision',
      subjectKind: 'decision',
      subjectId: decision.id,
      detail: { submissionId, as: signature.hat, held },
    })
    return held
  })
}
