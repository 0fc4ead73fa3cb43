import { listMemberTeams, listPersonHolds } from '#db/queries/award-decisions.ts'
import { findCohort } from '#db/queries/events.ts'
import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { LedgerLine } from '#domain/programme/commitments.ts'
import type { AppContext } from '../context.ts'
import { listOwnCertificates } from './read-certificate.ts'
import { readLedgers } from './read-ledgers.ts'

export type CommitmentsView = {
  teams: {
    teamId: string
    teamName: string
    cohortId: string
    cohortName: string
    lines: LedgerLine[]
    /** Why the certificate waits although the team is certified, and what was agreed about it. */
    hold: { lifted: string | null } | null
  }[]
  certificateName: { name: string; confirmed: boolean }
  certificates: { id: string; number: string; state: string; awardTitle: string }[]
}

/** One's own ledger, in sentences: on each team that one is or was a member of. */
export async function readCommitments(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Extract<Actor, { kind: 'person' }>,
): Promise<CommitmentsView> {
  const person = await findPerson(context.db, actor.personId)
  const view: CommitmentsView = {
    teams: [],
    certificateName: {
      name: person?.certificateName ?? person?.displayName ?? actor.name,
      confirmed: person?.certificateNameConfirmedAt != null,
    },
    certificates: await listOwnCertificates(context, actor),
  }
  const holds = await listPersonHolds(context.db, actor.personId)
  for (const place of await listMemberTeams(context.db, actor.personId)) {
    const cohort = await findCohort(context.db, place.cohortId)
    if (!cohort) continue
    const ledgers = await readLedgers(context.db, cohort, context.clock.today(cohort.timeZone))
    const member = ledgers.members.find((one) => one.personId === actor.personId && one.teamId === place.teamId)
    if (!member) continue
    const lines = ledgers
      .of(member, place.submittedAt)
      .map((line) => ({ ...line, sentence: toReader(line.sentence, member.name) }))
    const held = holds.find((hold) => hold.teamId === place.teamId)
    view.teams.push({
      teamId: place.teamId,
      teamName: member.teamName,
      cohortId: cohort.id,
      cohortName: cohort.name,
      lines,
      hold: held ? { lifted: held.liftedAt ? (held.liftedBecause ?? '') : null } : null,
    })
  }
  return view
}

/** The ledger speaks of a person; to that person it says "you". */
function toReader(sentence: string, name: string): string {
  return sentence
    .replaceAll(`${name} was`, 'You were')
    .replaceAll(`${name} is`, 'You are')
    .replaceAll(`${name} has`, 'You have')
}
