import type { Db } from '#db/database.ts'
import {
  type CohortRow,
  type EventRow,
  listCohortAttendance,
  listCohortEvents,
  listCohortMembers,
  type MemberRow,
} from '#db/queries/events.ts'
import { rollOf } from '#domain/programme/attendance.ts'
import { type LedgerLine, ledgerOf } from '#domain/programme/commitments.ts'
import type { Commitment } from '#domain/programme/edition.ts'
import { dayIn } from '#domain/when.ts'

export type Ledgers = {
  members: MemberRow[]
  events: EventRow[]
  /** @param submittedAt when the snapshot under decision was handed in, or null. */
  of: (member: MemberRow, submittedAt: string | null) => LedgerLine[]
}

/** Everything the ledgers of a cohort are read from, in three queries; then each ledger is arithmetic. */
export async function readLedgers(db: Db, cohort: CohortRow, today: string): Promise<Ledgers> {
  const events = await listCohortEvents(db, cohort.id)
  const members = await listCohortMembers(db, cohort.id)
  const roll = rollOf(await listCohortAttendance(db, cohort.id))
  const parsed: unknown = JSON.parse(cohort.commitments)
  const held = events.map((event) => ({ ...event, startsOn: dayIn(event.startsAt, event.timeZone) }))
  const commitments = Array.isArray(parsed) ? (parsed as Commitment[]) : []
  return {
    members,
    events,
    of: (member, submittedAt) =>
      ledgerOf({
        commitments,
        personId: member.personId,
        personName: member.name,
        teamName: member.teamName,
        membership: { startedOn: member.startedOn, endedOn: member.endedOn },
        cycle: { startsOn: cohort.startsOn, endsOn: cohort.endsOn },
        submittedOn: submittedAt ? dayIn(submittedAt, cohort.timeZone) : null,
        teammates: members.filter((mate) => mate.teamId === member.teamId),
        events: held.filter((event) => event.teamId === null || event.teamId === member.teamId),
        roll,
        today,
      }),
  }
}

/** The day of the cohort's ceremony, or today where none is planned: the date that certificates carry. */
export function awardDay(events: EventRow[], today: string): string {
  const ceremony = events.findLast((event) => event.kind === 'ceremony' && event.status !== 'cancelled')
  return ceremony && ceremony.status !== 'to-be-announced' ? dayIn(ceremony.startsAt, ceremony.timeZone) : today
}
