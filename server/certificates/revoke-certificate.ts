import { listNames } from '#db/queries/award-decisions.ts'
import { markRevoked } from '#db/queries/certificates.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type RevocationReason, revocationReasons } from '#domain/certificate/certificate-state.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { certificateFor } from './certificate-subject.ts'

/**
 * Ends a certificate. The public page says "not valid" and the category; the words for staff stay inside. The holder is
 * told, and the same award may be given again later as a new certificate.
 */
export async function revokeCertificate(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'mailer' | 'logger'>,
  actor: Actor,
  input: { certificateId: string; reason: string; note: string },
): Promise<void> {
  const row = await certificateFor(context.db, actor, 'revoke', input.certificateId)
  if (actor.kind !== 'person') throw notFound('certificate')
  if (!Object.hasOwn(revocationReasons, input.reason)) {
    throw new Refusal('not-ready', 'Choose why the certificate is revoked.', { fields: { reason: 'Choose a reason.' } })
  }
  const reason = input.reason as RevocationReason
  const note = input.note.trim()
  if (!note) {
    const sentence = 'Write a sentence for the record: what happened, and who decided.'
    throw new Refusal('not-ready', sentence, { fields: { note: sentence } })
  }
  const marks = {
    revokedAt: context.clock.iso(),
    revokedById: actor.personId,
    revokedReason: reason,
    revokedNote: note,
  }
  const moved = await context.db.transaction().execute(async (transaction) => {
    if (!(await markRevoked(transaction, row.id, marks))) return false
    await recordAudit(transaction, context, actor, {
      action: 'revoke-certificate',
      subjectKind: 'certificate',
      subjectId: row.id,
      detail: { reason, note },
    })
    return true
  })
  if (!moved) {
    throw new Refusal('changed-meanwhile', 'This certificate has changed meanwhile. Load the page again to see it now.')
  }
  const [person] = await listNames(context.db, [row.personId])
  if (!person) return
  await context.mailer
    .send({
      to: person.email,
      toName: person.displayName,
      subject: `Your certificate ${row.number} is no longer valid`,
      text: [
        `Dear ${row.name},`,
        `your certificate ${row.number} is no longer valid. ${revocationReasons[reason]}`,
        `If this surprises you, answer this message and we will talk.`,
        row.issuer,
      ].join('\n\n'),
    })
    .catch((error) => context.logger.error({ err: error, certificateId: row.id }, 'a message did not leave'))
}
