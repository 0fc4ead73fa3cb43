import { listAgreedLevels, markLevelAgreed, markModerationSettled } from '#db/queries/moderation.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { editionFor } from './review-edition.ts'
import { guardedSubmission } from './submission-guard.ts'

/**
 * Agrees with the level that another reader proposed. `level` is what the person saw, so that nobody agrees with a
 * counter-proposal they have not read. With the last criterion the submission is agreed.
 */
export async function agreeLevel(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; criterion: string; level: number },
): Promise<void> {
  const { submissionId, criterion, level } = input
  const { place, personId } = await guardedSubmission(context.db, actor, 'agree-levels', submissionId)
  const { rubric } = await editionFor(context.db, place.editionId)
  await context.db.transaction().execute(async (transaction) => {
    await lockSubmission(transaction, submissionId)
    const at = context.clock.iso()
    const agreed = await markLevelAgreed(transaction, { submissionId, criterion, level, byId: personId, at })
    if (!agreed) {
      throw new Refusal('changed-meanwhile', 'That proposal has changed, or it is your own. Load the page again.')
    }
    await recordAudit(transaction, context, actor, {
      action: 'agree-level',
      subjectKind: 'submission',
      subjectId: submissionId,
      detail: { criterion, level },
    })
    const settled = (await listAgreedLevels(transaction, submissionId)).filter((one) => one.agreedById !== null)
    if (!rubric.criteria.every(({ key }) => settled.some((one) => one.criterion === key))) return
    await moveSubmission(transaction, submissionId, ['compared', 'moderation'], 'agreed')
    await movePortfolio(transaction, place.portfolioId, ['in-review', 'moderation'], 'agreed')
    await markModerationSettled(transaction, submissionId, at)
    await recordAudit(transaction, context, actor, {
      action: 'settle-levels',
      subjectKind: 'submission',
      subjectId: submissionId,
    })
  })
}
