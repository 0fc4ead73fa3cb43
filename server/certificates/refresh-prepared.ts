import type { Db } from '#db/database.ts'
import type { DecisionRow } from '#db/queries/award-decisions.ts'
import { listCohortCertificates, moveCertificate } from '#db/queries/certificates.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isCommended } from '#domain/certificate/award-decision.ts'
import type { Signatory } from '#domain/certificate/certificate-page.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'

/**
 * A decision may be recalled, changed and signed again while its certificates are prepared: what they say of it is
 * brought up to date, and their pages are printed again. Number, id and name stay.
 */
export async function refreshPrepared(
  transaction: Db,
  context: Pick<AppContext, 'clock' | 'newId'>,
  actor: Actor,
  cohortId: string,
  decisions: DecisionRow[],
): Promise<void> {
  for (const row of await listCohortCertificates(transaction, cohortId)) {
    const decision = decisions.find((one) => one.id === row.decisionId)
    if (!decision || (row.state !== 'reserved' && row.state !== 'rendered')) continue
    const commended = isCommended(decision.outcome)
    const signatories = JSON.stringify(signatoriesOf(decision))
    if (commended === (row.commendedAt !== null) && signatories === row.signatories) continue
    await moveCertificate(transaction, row.id, ['reserved', 'rendered'], 'reserved', {
      commendedAt: commended ? context.clock.iso() : null,
      signatories,
      pdf: null,
      pdfSha256: null,
      renderedAt: null,
    })
    await recordAudit(transaction, context, actor, {
      action: 'refresh-certificate',
      subjectKind: 'certificate',
      subjectId: row.id,
      detail: { decisionId: decision.id, commended },
    })
  }
}

/** The two who signed, with the titles that they hold now. */
export function signatoriesOf(decision: DecisionRow): Signatory[] {
  const both = [
    { name: decision.firstName, title: decision.firstTitle },
    { name: decision.secondName, title: decision.secondTitle },
  ]
  return both.flatMap(({ name, title }) => (name ? [{ name, title: title ?? '' }] : []))
}
