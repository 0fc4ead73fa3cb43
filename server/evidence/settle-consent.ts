import { moveConsent } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { consentMoves } from '#domain/evidence/consent.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { readableEvidence } from './readable-evidence.ts'

/**
 * Notes that consent was given (with who gave it and how) or withdrawn. A withdrawal hides the piece from everybody with
 * the very next request.
 */
export async function settleConsent(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  { evidenceId, to, note }: { evidenceId: string; to: string; note: string },
): Promise<void> {
  const { evidence, subject } = await readableEvidence(context.db, actor, evidenceId)
  if (!can(actor, 'settle-consent', subject)) {
    throw new Refusal('not-allowed', 'The team that brought this piece looks after its consent. Write them a note.')
  }
  if (to !== 'cleared' && to !== 'withdrawn')
    throw new Refusal('malformed', 'Say whether consent was given or withdrawn.')
  const words = note.trim()
  if (to === 'cleared' && words.length < 3) {
    const ask = 'Say who gave consent and how, such as “Mother, signed form of 2 March”. No full names of children.'
    throw new Refusal('not-ready', ask, { fields: { consentNote: ask } })
  }
  if (words.length > 500) {
    throw new Refusal('not-ready', 'Say it shorter.', { fields: { consentNote: 'Keep it under 500 letters.' } })
  }
  await context.db.transaction().execute(async (transaction) => {
    const change = { consentState: to, consentNote: words || null } as const
    if (!(await moveConsent(transaction, evidenceId, consentMoves[to], change))) {
      throw new Refusal('changed-meanwhile', 'The consent of this piece stands differently now. Look again.')
    }
    await recordAudit(transaction, context, actor, {
      action: to === 'cleared' ? 'clear-consent' : 'withdraw-consent',
      subjectKind: 'evidence',
      subjectId: evidenceId,
      detail: { from: evidence.consentState, note: words },
    })
  })
}
