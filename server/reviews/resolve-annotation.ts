import { markAnnotationResolved } from '#db/queries/annotations.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { annotationForAnswer } from './annotation-guard.ts'

/** Settles a note: the team when it has taken it up, or its author. Settling it again changes nothing. */
export async function resolveAnnotation(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  annotationId: string,
): Promise<void> {
  const { annotation, personId, isMember } = await annotationForAnswer(context.db, actor, annotationId)
  if (!isMember && annotation.authorId !== personId) {
    throw new Refusal('not-allowed', 'A note is settled by the team or by whoever wrote it.')
  }
  await context.db.transaction().execute(async (transaction) => {
    if (!(await markAnnotationResolved(transaction, annotationId, personId, context.clock.iso()))) return
    await recordAudit(transaction, context, actor, {
      action: 'resolve-annotation',
      subjectKind: 'annotation',
      subjectId: annotationId,
    })
  })
}
