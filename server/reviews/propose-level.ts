import { listAgreedLevels, upsertAgreedLevel } from '#db/queries/moderation.ts'
import { lockSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isLevel } from '#domain/review/rubric.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { editionFor } from './review-edition.ts'
import { guardedSubmission } from './submission-guard.ts'

/**
 * Proposes one level for a criterion on which the reviews differ. A counter-proposal replaces an earlier one
 * and asks the others again.
 */
export async function proposeLevel(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; criterion: string; level: number; sentence: string },
): Promise<void> {
  const { submissionId, criterion, level } = input
  const { place, personId } = await guardedSubmission(context.db, actor, 'agree-levels', submissionId)
  const { rubric } = await editionFor(context.db, place.editionId)
  const sentence = input.sentence.trim()
  if (!rubric.criteria.some((one) => one.key === criterion) || !isLevel(level)) {
    throw new Refusal('malformed', 'Choose one level from 1 to 4 for this criterion.')
  }
  if (!sentence || sentence.length > 1000) {
    throw new Refusal('malformed', 'Write one sentence that says what this level rests on.', {
      fields: { sentence: 'One sentence, at most 1000 characters.' },
    })
  }
  await context.db.transaction().execute(async (transaction) => {
    const state = await lockSubmission(transaction, submissionId)
    if (state !== 'compared' && state !== 'moderation') throw settledAlready()
    const current = (await listAgreedLevels(transaction, submissionId)).find((one) => one.criterion === criterion)
    if (current?.agreedById) throw settledAlready()
    await upsertAgreedLevel(transaction, {
      submissionId,
      criterion,
      level,
      sentence,
      proposedById: personId,
      proposedAt: context.clock.iso(),
      agreedById: null,
      agreedAt: null,
    })
    await recordAudit(transaction, context, actor, {
      action: 'propose-level',
      subjectKind: 'submission',
      subjectId: submissionId,
      detail: { criterion, level },
    })
  })
}

const settledAlready = () =>
  new Refusal('changed-meanwhile', 'This criterion is settled already. Load the page again to see the level.')
