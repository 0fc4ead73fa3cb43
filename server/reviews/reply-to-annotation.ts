import { insertReply } from '#db/queries/annotations.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { annotationWords } from './annotate-snapshot.ts'
import { annotationForAnswer } from './annotation-guard.ts'

/** Answers a note in the margin. On a snapshot the team answers after the decision is released. */
export async function replyToAnnotation(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { annotationId: string; words: string },
): Promise<void> {
  const { personId } = await annotationForAnswer(context.db, actor, input.annotationId)
  await insertReply(context.db, {
    id: context.newId(),
    annotationId: input.annotationId,
    authorId: personId,
    words: annotationWords(input.words),
    createdAt: context.clock.iso(),
  })
}
