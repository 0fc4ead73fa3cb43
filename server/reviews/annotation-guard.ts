/** Who may answer or settle an annotation: those who can read it and belong to its conversation. */
import type { Db } from '#db/database.ts'
import { findAnnotation } from '#db/queries/annotations.ts'
import type { Actor } from '#domain/access/actor.ts'
import { relationsOf } from '#domain/access/actor.ts'
import { readableEntry } from '../access/load-subject.ts'
import { notFound, Refusal } from '../errors.ts'
import { mayDo, readableSubmission } from './submission-guard.ts'

/** The annotation, if this person takes part in its conversation. */
export async function annotationForAnswer(db: Db, actor: Actor, annotationId: string) {
  const annotation = await findAnnotation(db, annotationId)
  if (!annotation || actor.kind === 'public') throw notFound('note')
  const { submissionId, authorId } = annotation
  if (submissionId === null) {
    const entry = await readableEntry(db, actor, annotation.entryId)
    const relations = relationsOf(actor, entry)
    const takesPart = relations.has('member') || relations.has('mentor') || relations.has('coach')
    if (!takesPart) throw new Refusal('not-allowed', 'The team and its mentors talk here. You can read along.')
    return { annotation, personId: actor.personId, isMember: relations.has('member') }
  }
  const submission = await readableSubmission(db, actor, submissionId)
  const isMember = relationsOf(actor, { teamId: submission.place.teamId }).has('member')
  const released = submission.place.state === 'released'
  const toTeam = released && annotation.audience === 'team'
  if (isMember && !toTeam) throw notFound('note')
  const onPanel = authorId === actor.personId || mayDo(actor, 'read-comparison', submission)
  if (!isMember && !onPanel) throw notFound('note')
  return { annotation, personId: actor.personId, isMember }
}
