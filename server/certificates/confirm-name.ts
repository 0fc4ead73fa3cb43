import { clearPreparedPage, listPreparedOfPerson } from '#db/queries/certificates.ts'
import { updatePerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type DrawableName, drawableName } from './drawable-name.ts'

/**
 * The holder says how their name stands on certificates. What is prepared and not yet released takes the name over and
 * is printed again; what is released stays as it is, and staff correct it by replacing it.
 */
export async function confirmName(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { name: string; language: string },
): Promise<DrawableName> {
  if (actor.kind !== 'person') throw new Refusal('not-signed-in', 'Sign in to confirm your name.')
  const { name, language } = await drawableName(input.name, input.language)
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await updatePerson(transaction, actor.personId, {
      certificateName: name,
      certificateNameLanguage: language,
      certificateNameConfirmedAt: at,
    })
    for (const row of await listPreparedOfPerson(transaction, actor.personId)) {
      await clearPreparedPage(transaction, row.id, { name, nameLanguage: language, nameConfirmedAt: at })
    }
    await recordAudit(transaction, context, actor, {
      action: 'confirm-certificate-name',
      subjectKind: 'person',
      subjectId: actor.personId,
      detail: { name, language },
    })
  })
  return { name, language }
}
