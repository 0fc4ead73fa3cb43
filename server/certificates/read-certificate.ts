import {
  type CertificateRow,
  findCertificatePdf,
  findReplacement,
  listPersonCertificates,
} from '#db/queries/certificates.ts'
import { findCohort } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { awardTitle } from '#domain/certificate/certificate-number.ts'
import { type CertificateState, revocationReasons } from '#domain/certificate/certificate-state.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { certificatePageOf, verifyUrl } from './certificate-page-of.ts'
import { openPress } from './certificate-press.ts'
import { certificateSubject, readableCertificate } from './certificate-subject.ts'

export type CertificateView = {
  id: string
  number: string
  state: CertificateState
  name: string
  nameLanguage: string | null
  awardTitle: string
  commended: boolean
  teamName: string | null
  programmeName: string
  issuer: string
  awardedOn: string
  issuedAt: string | null
  verifyUrl: string
  own: boolean
  /** Whether the printed page may be opened now: the holder's from the release on, staff's as soon as it is prepared. */
  mayOpen: boolean
  mayRevoke: boolean
  mayCorrect: boolean
  revoked: { on: string; reason: string; note: string | null } | null
  replacedBy: string | null
}

export async function readCertificate(
  context: Pick<AppContext, 'db' | 'config'>,
  actor: Actor,
  id: string,
): Promise<CertificateView> {
  const row = await readableCertificate(context.db, actor, id)
  const subject = certificateSubject(row)
  const replacement = row.state === 'replaced' ? await findReplacement(context.db, row.id) : undefined
  const mayRevoke = can(actor, 'revoke', subject)
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    name: row.name,
    nameLanguage: row.nameLanguage,
    awardTitle: awardTitle[row.award],
    commended: row.commendedAt !== null,
    teamName: row.teamName,
    programmeName: row.programmeName,
    issuer: row.issuer,
    awardedOn: row.awardedOn,
    issuedAt: row.issuedAt,
    verifyUrl: verifyUrl(context, row.id),
    own: actor.kind === 'person' && actor.personId === row.personId,
    mayOpen: mayOpen(actor, row),
    mayRevoke,
    mayCorrect: can(actor, 'correct', subject),
    revoked:
      row.revokedAt && row.revokedReason
        ? {
            on: row.revokedAt.slice(0, 10),
            reason: revocationReasons[row.revokedReason],
            note: can(actor, 'revoke', { ...subject, state: 'issued' }) ? row.revokedNote : null,
          }
        : null,
    replacedBy: replacement?.id ?? null,
  }
}

function mayOpen(actor: Actor, row: CertificateRow): boolean {
  if (row.issuedAt !== null) return true
  return can(actor, 'revoke', { ...certificateSubject(row), state: 'issued' })
}

/** The printed page as PDF or as a picture; one that is no longer valid says so across the page. */
export async function openCertificate(
  context: Pick<AppContext, 'db' | 'config'>,
  actor: Actor,
  id: string,
  form: 'pdf' | 'svg',
): Promise<{ bytes: Uint8Array | string; row: CertificateRow }> {
  const row = await readableCertificate(context.db, actor, id)
  if (!mayOpen(actor, row)) {
    throw new Refusal('not-ready', 'Your certificate is prepared. It opens when it is released at the ceremony.', {
      link: { href: `/cohorts/${row.cohortId}/ceremony`, words: 'See the ceremony' },
    })
  }
  const kept = form === 'pdf' && row.state === 'issued' ? await findCertificatePdf(context.db, id) : null
  if (kept) return { bytes: kept, row }
  const cohort = row.cohortId ? await findCohort(context.db, row.cohortId) : undefined
  const page = certificatePageOf(context, row, cohort)
  const press = openPress()
  if (form === 'svg') return { bytes: await press.draw(page), row }
  const { pdf, undrawable } = await press.print(page)
  if (!pdf) {
    throw new Refusal('not-ready', `This name cannot be printed yet: our fonts lack ${undrawable.join(', ')}.`)
  }
  return { bytes: pdf, row }
}

/** A person's own certificates that are released or prepared, newest first. */
export async function listOwnCertificates(context: Pick<AppContext, 'db'>, actor: Actor) {
  if (actor.kind !== 'person') return []
  const rows = await listPersonCertificates(context.db, actor.personId)
  return rows
    .filter((row) => row.state !== 'replaced')
    .map((row) => ({ id: row.id, number: row.number, state: row.state, awardTitle: awardTitle[row.award] }))
}
