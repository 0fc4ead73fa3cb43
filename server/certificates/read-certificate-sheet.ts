import { listAwardDecisions, listCohortHolds, listNames } from '#db/queries/award-decisions.ts'
import { type CertificateRow, listCohortCertificates } from '#db/queries/certificates.ts'
import { listCohortMembers } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isAward, isAwarded, isCommended } from '#domain/certificate/award-decision.ts'
import type { AppContext } from '../context.ts'
import { openPress } from './certificate-press.ts'
import { cohortToCertify } from './certificate-subject.ts'
import { undrawableSentence } from './render-reserved.ts'
import { samplePage } from './sample-page.ts'

export type SheetRow = {
  personId: string
  decisionId: string
  teamName: string
  displayName: string
  /** As it stands, or would stand, on the certificate. */
  name: string
  nameLanguage: string | null
  /** Whether the holder confirmed it; else it is the name of their account. */
  confirmed: boolean
  /** Why the name cannot be printed. */
  undrawable: string | null
  standing: 'to-prepare' | 'held' | 'prepared' | 'issued' | 'revoked'
  certificateId: string | null
  number: string | null
  told: boolean
  commended: boolean
  failure: string | null
  hold: { reasons: string[]; lifted: { by: string; because: string } | null } | null
}
export type CertificateSheet = {
  cohort: { id: string; name: string }
  rows: SheetRow[]
  /** Teams whose decision is signed but not released, and teams without one, by name. */
  waitingTeams: { signed: string[]; undecided: string[] }
}

/** Everybody of the decided teams with the name as it will stand, and what is left to do for each. */
export async function readCertificateSheet(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  cohortId: string,
): Promise<CertificateSheet> {
  const { db } = context
  const cohort = await cohortToCertify(db, actor, cohortId)
  const members = await listCohortMembers(db, cohortId)
  const decisions = await listAwardDecisions(db, { cohortId })
  const awarded = decisions.filter(isAwarded)
  const certificates = await listCohortCertificates(db, cohortId)
  const holds = await listCohortHolds(db, cohortId)
  const names = new Map(
    (
      await listNames(
        db,
        members.map((member) => member.personId),
      )
    ).map((row) => [row.id, row]),
  )
  const press = openPress()
  const rows: SheetRow[] = []
  for (const decision of awarded) {
    for (const member of members) {
      const left = member.endedOn !== null && member.endedOn < decision.submittedAt.slice(0, 10)
      const person = names.get(member.personId)
      if (member.teamId !== decision.teamId || left || !person) continue
      const certificate = newestOf(certificates.filter((row) => row.personId === member.personId))
      // A member of two teams stands where their one certificate was made, or else under the first team.
      if (certificate ? certificate.teamId !== decision.teamId : rows.some((row) => row.personId === member.personId)) {
        continue
      }
      const confirmed = certificate
        ? certificate.nameConfirmedAt !== null
        : person.certificateNameConfirmedAt !== null && Boolean(person.certificateName)
      const name =
        certificate?.name ?? (confirmed ? (person.certificateName as string) : person.displayName.normalize('NFC'))
      const nameLanguage = certificate?.nameLanguage ?? (confirmed ? person.certificateNameLanguage : null)
      const held = holds.find((one) => one.personId === member.personId && one.decisionId === decision.id)
      const { undrawable } =
        certificate && certificate.state !== 'reserved'
          ? { undrawable: undefined }
          : await press.print(samplePage(name, nameLanguage))
      rows.push({
        personId: member.personId,
        decisionId: decision.id,
        teamName: member.teamName,
        displayName: member.name,
        name,
        nameLanguage,
        confirmed,
        undrawable: undrawable ? undrawableSentence(name, undrawable) : null,
        standing: standingOf(certificate, held !== undefined && held.liftedAt === null),
        certificateId: certificate?.id ?? null,
        number: certificate?.number ?? null,
        told: certificate?.notifiedAt != null,
        commended: isCommended(decision.outcome),
        failure: certificate?.lastError ?? null,
        hold:
          held && (!certificate || held.liftedAt)
            ? {
                reasons: JSON.parse(held.reasons) as string[],
                lifted: held.liftedAt ? { by: held.liftedByName ?? '', because: held.liftedBecause ?? '' } : null,
              }
            : null,
      })
    }
  }
  // Who was asked for changes is on the way again; "not yet" ends this cycle.
  const decided = new Set(
    decisions
      .filter((one) => isAwarded(one) || (one.state === 'released' && one.outcome === 'not-yet'))
      .map((one) => one.teamId),
  )
  const signed = decisions.filter((one) => one.state === 'held' && isAward(one.outcome)).map((one) => one.teamName)
  const undecided = [
    ...new Set(
      members.filter((one) => !decided.has(one.teamId) && !signed.includes(one.teamName)).map((one) => one.teamName),
    ),
  ]
  return { cohort: { id: cohort.id, name: cohort.name }, rows, waitingTeams: { signed, undecided } }
}

/** The one that stands: corrections leave older ones behind. */
function newestOf(certificates: CertificateRow[]): CertificateRow | undefined {
  return certificates.filter((row) => row.state !== 'replaced').at(-1)
}

function standingOf(certificate: CertificateRow | undefined, held: boolean): SheetRow['standing'] {
  if (!certificate) return held ? 'held' : 'to-prepare'
  if (certificate.state === 'revoked') return 'revoked'
  return certificate.state === 'issued' ? 'issued' : 'prepared'
}
