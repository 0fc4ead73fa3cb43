import { insertModerationMessage } from '#db/queries/moderation.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { annotationWords } from './annotate-snapshot.ts'
import { guardedSubmission } from './submission-guard.ts'

/** Says something in the conversation about what differs. */
export async function sayInModeration(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { submissionId: string; words: string },
): Promise<void> {
  const { personId } = await guardedSubmission(context.db, actor, 'moderate', input.submissionId)
  await insertModerationMessage(context.db, {
    id: context.newId(),
    submissionId: input.submissionId,
    authorId: personId,
    words: annotationWords(input.words),
    createdAt: context.clock.iso(),
  })
}
