import { movePortfolio } from '#db/queries/review-place.ts'
import {
  deleteUnopenedReviews,
  findLastSubmission,
  markWithdrawn,
  reopenAskedSections,
} from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** Takes a submission back while no reviewer has opened it. @throws locked once somebody reads it */
export async function withdrawSubmission(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  portfolioId: string,
): Promise<void> {
  const portfolio = await readablePortfolio(context.db, actor, portfolioId)
  const opened = () =>
    new Refusal(
      'locked',
      'A reviewer has begun to read, so it can no longer be withdrawn. Your living draft is still yours to write in.',
    )
  if (!can(actor, 'withdraw', portfolio)) {
    if (can(actor, 'withdraw', { ...portfolio, state: 'submitted' })) {
      if (portfolio.state !== 'draft' && portfolio.state !== 'changes-asked') throw opened()
      throw new Refusal('changed-meanwhile', 'Nothing is submitted now; a colleague may have withdrawn it already.')
    }
    throw new Refusal('not-allowed', 'Only the team withdraws its portfolio.')
  }
  await context.db.transaction().execute(async (transaction) => {
    const last = await findLastSubmission(transaction, portfolioId)
    const at = context.clock.iso()
    if (!last || !(await markWithdrawn(transaction, last.id, at))) throw opened()
    await deleteUnopenedReviews(transaction, last.id)
    // What was asked of a resubmission is still asked: its sections open again, and only they.
    const again = (await findLastSubmission(transaction, portfolioId)) !== undefined
    if (again) await reopenAskedSections(transaction, portfolioId, at)
    await movePortfolio(transaction, portfolioId, ['submitted'], again ? 'changes-asked' : 'draft')
    await recordAudit(transaction, context, actor, {
      action: 'withdraw-submission',
      subjectKind: 'portfolio',
      subjectId: portfolioId,
      detail: { submissionId: last.id, number: last.number },
    })
  })
}
