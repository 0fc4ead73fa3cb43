import type { CertificateRow } from '#db/queries/certificates.ts'
import type { CertificatePage, Signatory } from '#domain/certificate/certificate-page.ts'
import { verdictOf } from '#domain/certificate/certificate-state.ts'
import type { AppContext } from '../context.ts'

/** Where anybody may check a certificate. */
export function verifyUrl(context: Pick<AppContext, 'config'>, id: string): string {
  return `${context.config.appUrl}/verify/${id}`
}

/** What is printed: only what was frozen in the row. A certificate that is no longer valid says so across the page. */
export function certificatePageOf(
  context: Pick<AppContext, 'config'>,
  row: CertificateRow,
  cohort: { name: string; timeZone: string } | undefined,
): CertificatePage {
  const verdict = verdictOf(row.state)
  return {
    id: row.id,
    number: row.number,
    award: row.award,
    commended: row.commendedAt !== null,
    name: row.name,
    nameLanguage: row.nameLanguage,
    teamName: row.teamName,
    programmeName: row.programmeName,
    cohortName: cohort?.name ?? null,
    issuer: row.issuer,
    awardedOn: row.awardedOn,
    signatories: JSON.parse(row.signatories) as Signatory[],
    verifyUrl: verifyUrl(context, row.id),
    paper: cohort?.timeZone.startsWith('America/') ? 'us-letter' : 'a4',
    stamp: verdict === 'replaced' ? 'Replaced' : verdict === 'not-valid' ? 'Not valid' : null,
  }
}
