import type { Db } from '#db/database.ts'
import { type CertificateRow, findCertificate } from '#db/queries/certificates.ts'
import { type CohortRow, findCohort } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type Action, can, type Subject } from '#domain/access/can.ts'
import { notFound, Refusal } from '../errors.ts'

export function certificateSubject(row: CertificateRow): Subject<'certificate'> {
  return {
    kind: 'certificate',
    state: row.state,
    ownerIds: [row.personId],
    teamId: row.teamId ?? undefined,
    cohortId: row.cohortId ?? undefined,
  }
}

/** The certificate, if the actor may read it as more than the public does. */
export async function readableCertificate(db: Db, actor: Actor, id: string): Promise<CertificateRow> {
  const row = await findCertificate(db, id)
  if (!row || !can(actor, 'read', certificateSubject(row))) throw notFound('certificate')
  return row
}

/** The certificate, if the actor may do this to it now. */
export async function certificateFor(
  db: Db,
  actor: Actor,
  action: Extract<Action<'certificate'>, 'revoke' | 'correct'>,
  id: string,
): Promise<CertificateRow> {
  const row = await readableCertificate(db, actor, id)
  const subject = certificateSubject(row)
  if (can(actor, action, subject)) return row
  if (can(actor, action, { ...subject, state: 'issued' })) {
    throw new Refusal(
      'changed-meanwhile',
      'Only a valid certificate can be changed. Load the page again to see it now.',
    )
  }
  throw new Refusal('not-allowed', 'Only the program manager may change a certificate. Ask them to do it.')
}

/** The cohort, if the actor issues its certificates. */
export async function cohortToCertify(db: Db, actor: Actor, cohortId: string): Promise<CohortRow> {
  const cohort = await findCohort(db, cohortId)
  const subject: Subject<'cohort'> = { kind: 'cohort', cohortId, state: 'running' }
  if (!cohort || !can(actor, 'read', subject)) throw notFound('cohort')
  if (!can(actor, 'issue-certificates', subject)) {
    throw new Refusal('not-allowed', 'Only the program manager issues certificates. Ask them to do it.')
  }
  return cohort
}
