import { markRescueSettled } from '#db/queries/rescues.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

/** What a person did with text that waited beside the page. The page itself they change in the editor, like any text. */
export const rescueActs = { insert: 'inserted', dismiss: 'dismissed', 'keep-one': 'settled' } as const
export type RescueAct = keyof typeof rescueActs

export async function settleRescue(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { entryId: string; rescueId: string; act: RescueAct },
): Promise<void> {
  const { entryId, documentId } = await writableEntry(context.db, actor, input.entryId)
  await context.db.transaction().execute(async (transaction) => {
    const settled = await markRescueSettled(transaction, {
      id: input.rescueId,
      documentId,
      state: rescueActs[input.act],
      settledById: actor.kind === 'person' ? actor.personId : null,
      settledAt: context.clock.iso(),
    })
    if (!settled) throw notFound('piece of text')
    await recordAudit(transaction, context, actor, {
      action: 'settle-rescue',
      subjectKind: 'entry',
      subjectId: entryId,
      detail: { rescueId: input.rescueId, act: input.act },
    })
  })
}
