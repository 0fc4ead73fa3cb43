import { createHash } from 'node:crypto'
import { findCertificate, lockSeries, moveCertificate, saveSeries } from '#db/queries/certificates.ts'
import { findCohort } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { numberSeries } from '#domain/certificate/certificate-number.ts'
import type { Signatory } from '#domain/certificate/certificate-page.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { certificatePageOf } from './certificate-page-of.ts'
import { openPress } from './certificate-press.ts'
import { certificateFor } from './certificate-subject.ts'
import { drawableName } from './drawable-name.ts'
import { notifyHolders } from './notify-holders.ts'
import { reserveCertificate } from './reserve-certificate.ts'

/**
 * Puts a certificate with the right name in the place of one with the wrong name: a new id and number, the same day of
 * award; the old address answers "replaced by" and leads to the new one.
 * @returns the new certificate's id.
 */
export async function correctName(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'config' | 'mailer' | 'logger'>,
  actor: Actor,
  input: { certificateId: string; name: string; language: string },
): Promise<string> {
  const old = await certificateFor(context.db, actor, 'correct', input.certificateId)
  if (actor.kind !== 'person') throw notFound('certificate')
  const issuedById = actor.personId
  const { name, language } = await drawableName(input.name, input.language)
  if (name === old.name && language === old.nameLanguage) {
    const sentence = 'This is the name that the certificate carries already. Type the right one.'
    throw new Refusal('not-ready', sentence, { fields: { name: sentence } })
  }
  const cohort = old.cohortId ? await findCohort(context.db, old.cohortId) : undefined
  const press = openPress()
  const newId = await context.db.transaction().execute(async (transaction) => {
    const series = numberSeries(old.award, old.year)
    const last = await lockSeries(transaction, series)
    if (!(await moveCertificate(transaction, old.id, ['issued'], 'replaced', { awardKey: null }))) return undefined
    const id = await reserveCertificate(
      transaction,
      context,
      {
        award: old.award,
        personId: old.personId,
        teamId: old.teamId,
        cohortId: old.cohortId,
        editionId: old.editionId,
        decisionId: old.decisionId,
        commended: old.commendedAt !== null,
        name,
        nameLanguage: language,
        nameConfirmedAt: context.clock.iso(),
        teamName: old.teamName,
        programmeName: old.programmeName,
        issuer: old.issuer,
        signatories: JSON.parse(old.signatories) as Signatory[],
        awardedOn: old.awardedOn,
        replacesId: old.id,
      },
      last + 1,
    )
    await saveSeries(transaction, series, last + 1)
    const row = await findCertificate(transaction, id)
    const { pdf } = row ? await press.print(certificatePageOf(context, { ...row, state: 'issued' }, cohort)) : {}
    if (!pdf) throw new Error('a drawable name did not print')
    await moveCertificate(transaction, id, ['reserved'], 'issued', {
      pdf,
      pdfSha256: createHash('sha256').update(pdf).digest('hex'),
      renderedAt: context.clock.iso(),
      issuedAt: context.clock.iso(),
      issuedById,
    })
    await recordAudit(transaction, context, actor, {
      action: 'correct-certificate-name',
      subjectKind: 'certificate',
      subjectId: old.id,
      detail: { replacedBy: id },
    })
    return id
  })
  if (!newId) {
    throw new Refusal('changed-meanwhile', 'This certificate has changed meanwhile. Load the page again to see it now.')
  }
  const issued = await findCertificate(context.db, newId)
  if (issued) await notifyHolders(context, [issued])
  return newId
}
