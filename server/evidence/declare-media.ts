import { moveConsent } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { consentAfterDeclaration, type Declaration, declarations } from '#domain/evidence/consent.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEvidence } from './readable-evidence.ts'

/** Says whether children can be recognised in a piece; consent follows from it. */
export async function declareMedia(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  { evidenceId, declaration }: { evidenceId: string; declaration: string },
): Promise<void> {
  const { evidence } = await writableEvidence(context.db, actor, evidenceId)
  const said = declarations.find((one) => one === declaration)
  if (!said) {
    const ask = 'Choose one of the three answers.'
    throw new Refusal('not-ready', ask, { fields: { declaration: ask } })
  }
  const from = evidence.consentState
  const consentState = consentAfterDeclaration(said satisfies Declaration, from)
  await context.db.transaction().execute(async (transaction) => {
    const moved = await moveConsent(transaction, evidenceId, [from], { declaration: said, consentState })
    if (!moved) throw new Refusal('changed-meanwhile', 'A teammate just changed the consent of this piece. Look again.')
    await recordAudit(transaction, context, actor, {
      action: 'declare-media',
      subjectKind: 'evidence',
      subjectId: evidenceId,
      detail: { declaration: said, from, to: consentState },
    })
  })
}
