import { listNames } from '#db/queries/award-decisions.ts'
import { type CertificateRow, claimNotice, markNotified, releaseNotice } from '#db/queries/certificates.ts'
import { awardTitle } from '#domain/certificate/certificate-number.ts'
import type { AppContext } from '../context.ts'
import { verifyUrl } from './certificate-page-of.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'config' | 'mailer' | 'logger'>

const claimHolds = 300_000

/**
 * One message a person. The sending is claimed before it is done, so that two acts at once tell nobody twice; a message
 * that fails gives the claim back, and one whose server stopped half way is free again after five minutes.
 */
export async function notifyHolders(context: Needs, rows: CertificateRow[]): Promise<void> {
  const people = new Map(
    (
      await listNames(
        context.db,
        rows.map((row) => row.personId),
      )
    ).map((person) => [person.id, person]),
  )
  for (const row of rows) {
    const person = people.get(row.personId)
    const abandonedBefore = new Date(context.clock.now().getTime() - claimHolds).toISOString()
    if (!person || !(await claimNotice(context.db, row.id, context.clock.iso(), abandonedBefore))) continue
    try {
      await context.mailer.send({
        to: person.email,
        toName: person.displayName,
        subject: `Your certificate, ${row.name}`,
        text: messageText(context, row),
      })
      await markNotified(context.db, row.id, context.clock.iso())
    } catch (error) {
      context.logger.error({ err: error, certificateId: row.id }, 'the message about a certificate did not leave')
      await releaseNotice(context.db, row.id, 'The certificate is valid, but the message about it did not leave.')
    }
  }
}

function messageText(context: Needs, row: CertificateRow): string {
  const commended = row.commendedAt ? ', with commendation' : ''
  return [
    `Dear ${row.name},`,
    `you are ${/^[AEIOU]/.test(awardTitle[row.award]) ? 'an' : 'a'} ${awardTitle[row.award]}${commended}. Your certificate ${row.number} has been released.`,
    `See it and download it to print:\n${context.config.appUrl}/certificates/${row.id}`,
    `Anybody whom you give this address can check that it is valid:\n${verifyUrl(context, row.id)}`,
    `With thanks for your work${row.teamName ? ` and that of ${row.teamName}` : ''},\n${row.issuer}`,
  ].join('\n\n')
}
