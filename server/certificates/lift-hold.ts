import { listAwardDecisions, liftHold as markLifted } from '#db/queries/award-decisions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { cohortToCertify } from './certificate-subject.ts'

/**
 * Lifts what holds a person's certificate although a commitment is open: the program agrees on how it is made up, and
 * says so in a sentence that stays in the record.
 */
export async function liftHold(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { decisionId: string; personId: string; because: string },
): Promise<void> {
  const [decision] = await listAwardDecisions(context.db, { decisionId: input.decisionId })
  if (!decision) throw notFound('decision')
  await cohortToCertify(context.db, actor, decision.cohortId)
  const because = input.because.trim()
  if (because.length < 10) {
    const sentence =
      'Say in a sentence how the commitment is made up, for example “She joins the January workshop of the next cycle.”'
    throw new Refusal('not-ready', sentence, { fields: { because: sentence } })
  }
  if (actor.kind !== 'person') throw notFound('decision')
  const personId = actor.personId
  const moved = await context.db.transaction().execute(async (transaction) => {
    const lifted = await markLifted(transaction, decision.id, input.personId, {
      liftedAt: context.clock.iso(),
      liftedById: personId,
      liftedBecause: because,
    })
    if (!lifted) return false
    await recordAudit(transaction, context, actor, {
      action: 'lift-certificate-hold',
      subjectKind: 'decision',
      subjectId: decision.id,
      detail: { personId: input.personId, because },
    })
    return true
  })
  if (!moved) {
    throw new Refusal(
      'changed-meanwhile',
      'Nothing holds this certificate any more. Load the page again to see it now.',
    )
  }
}
