import { closeSections, findDecision, hasIssuedCertificates, markDecisionRecalled } from '#db/queries/decisions.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import { findLatestSubmission } from '#db/queries/review-reading.ts'
import { markReviewsRecalled } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { annotationWords } from './annotate-snapshot.ts'
import { guardedSubmission } from './submission-guard.ts'

export const recallHours = 24

/** Takes a release back within 24 hours, with a reason; refused once a certificate is issued or the team went on. */
export async function recallDecision(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; because: string },
): Promise<void> {
  const { submissionId } = input
  const { place } = await guardedSubmission(context.db, actor, 'recall-decision', submissionId)
  const because = annotationWords(input.because)
  const since = new Date(context.clock.now().getTime() - recallHours * 3_600_000).toISOString()
  await context.db.transaction().execute(async (transaction) => {
    await lockSubmission(transaction, submissionId)
    const decision = await findDecision(transaction, submissionId)
    if (decision?.state !== 'released') {
      throw new Refusal('changed-meanwhile', 'This decision is not released. Load the page again.')
    }
    if (await hasIssuedCertificates(transaction, decision.id)) {
      throw new Refusal('locked', 'Certificates of this decision are issued. Revoke them one by one, with a reason.')
    }
    if (!(await markDecisionRecalled(transaction, decision.id, since))) {
      throw new Refusal('expired', 'A release can be recalled for 24 hours, and those are over.')
    }
    const latest = await findLatestSubmission(transaction, place.portfolioId)
    const back = await movePortfolio(transaction, place.portfolioId, ['certified', 'changes-asked', 'not-yet'], 'held')
    if (!back || latest?.id !== submissionId) {
      throw new Refusal('locked', 'The team has submitted again since, so this release stands.')
    }
    await moveSubmission(transaction, submissionId, ['released'], 'held')
    await markReviewsRecalled(transaction, submissionId)
    await closeSections(transaction, place.portfolioId)
    await recordAudit(transaction, context, actor, {
      action: 'recall-decision',
      subjectKind: 'decision',
      subjectId: decision.id,
      detail: { submissionId, because },
    })
  })
}
