import { findDecision, listDecisionSections, markDecisionReleased, reopenSections } from '#db/queries/decisions.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import { markReviewsReleased } from '#db/queries/reviews.ts'
import type { PortfolioState } from '#domain/access/access-table.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Outcome } from '#domain/review/outcome.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { guardedSubmission } from './submission-guard.ts'

const portfolioStateAfter: Record<Outcome, PortfolioState> = {
  certified: 'certified',
  'certified-with-commendation': 'certified',
  'changes-asked': 'changes-asked',
  'not-yet': 'not-yet',
}

/**
 * Gives a held decision to the team: the portfolio takes its outcome, and where changes are asked the named sections
 * open again until their day.
 * @returns the decision's id and outcome, for whoever prepares certificates next.
 */
export async function releaseDecision(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  submissionId: string,
): Promise<{ decisionId: string; outcome: Outcome }> {
  const { place, personId } = await guardedSubmission(context.db, actor, 'release-decision', submissionId)
  return context.db.transaction().execute(async (transaction) => {
    await lockSubmission(transaction, submissionId)
    const at = context.clock.iso()
    const decision = await findDecision(transaction, submissionId)
    if (!decision || !(await markDecisionReleased(transaction, decision.id, personId, at))) {
      throw new Refusal('changed-meanwhile', 'This decision is not held any more. Load the page again.')
    }
    const outcome = decision.outcome as Outcome
    await moveSubmission(transaction, submissionId, ['held'], 'released')
    await movePortfolio(transaction, place.portfolioId, ['held'], portfolioStateAfter[outcome])
    await markReviewsReleased(transaction, submissionId, at)
    if (outcome === 'changes-asked') {
      await reopenSections(transaction, place.portfolioId, at, await listDecisionSections(transaction, decision.id))
    }
    await recordAudit(transaction, context, actor, {
      action: 'release-decision',
      subjectKind: 'decision',
      subjectId: decision.id,
      detail: { submissionId, outcome },
    })
    return { decisionId: decision.id, outcome }
  })
}
