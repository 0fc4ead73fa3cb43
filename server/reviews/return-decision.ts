import { findDecision, moveDecision } from '#db/queries/decisions.ts'
import { insertModerationMessage } from '#db/queries/moderation.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { annotationWords } from './annotate-snapshot.ts'
import { guardedSubmission } from './submission-guard.ts'

/** Gives a proposed or held decision back to its reviewers with a reason; they propose again. */
export async function returnDecision(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; because: string },
): Promise<void> {
  const { submissionId } = input
  const { place, personId } = await guardedSubmission(context.db, actor, 'return-decision', submissionId)
  const because = annotationWords(input.because)
  await context.db.transaction().execute(async (transaction) => {
    await lockSubmission(transaction, submissionId)
    const decision = await findDecision(transaction, submissionId)
    if (!decision || !(await moveDecision(transaction, decision.id, ['proposed', 'held'], 'returned'))) {
      throw new Refusal('changed-meanwhile', 'This decision has moved on. Load the page again.')
    }
    await moveSubmission(transaction, submissionId, ['proposed', 'held'], 'agreed')
    await movePortfolio(transaction, place.portfolioId, ['proposed', 'held'], 'agreed')
    await insertModerationMessage(transaction, {
      id: context.newId(),
      submissionId,
      authorId: personId,
      words: because,
      createdAt: context.clock.iso(),
    })
    await recordAudit(transaction, context, actor, {
      action: 'return-decision',
      subjectKind: 'decision',
      subjectId: decision.id,
      detail: { submissionId, because },
    })
  })
}
