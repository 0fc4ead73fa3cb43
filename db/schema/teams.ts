import type { Generated } from 'kysely'
import type { AttendanceStatus, EventStatus } from '#domain/programme/attendance.ts'
import type { EventKind } from '#domain/programme/edition.ts'

export interface TeamTable {
  id: string
  cohortId: string
  clusterId: string | null
  name: string
  theme: string | null
  state: string
  checkInRhythm: string | null
  createdAt: string
}

export interface TeamSiteTable {
  teamId: string
  siteId: string
  mainSince: string | null
}

export interface MembershipTable {
  id: string
  teamId: string
  personId: string
  title: string | null
  convenorSince: string | null
  startedOn: string
  endedOn: string | null
}

export interface ChampionTable {
  id: string
  teamId: string
  personId: string
  title: string | null
  organisation: string | null
  level: string
  accessStatement: string | null
  confirmedAt: string | null
  endedOn: string | null
}

export interface MentorAssignmentTable {
  id: string
  teamId: string
  personId: string
  kind: string
  startedOn: string
  endedOn: string | null
}

export interface EventTable {
  id: string
  cohortId: string
  teamId: string | null
  kind: EventKind
  title: string
  startsAt: string
  endsAt: string
  days: Generated<number>
  timeZone: string
  mode: string
  place: string | null
  videoLink: string | null
  status: EventStatus
}

export interface EventHostTable {
  eventId: string
  personId: string
  position: Generated<number>
}

export interface AttendanceTable {
  eventId: string
  personId: string
  day: Generated<number>
  status: AttendanceStatus
  recordedById: string | null
  recordedAt: string
}

export interface CheckInTable {
  id: string
  teamId: string
  question: string
  minutesPerPerson: Generated<number>
  state: string
  startedById: string
  startedAt: string
  phaseSince: string
  turnOfId: string | null
  order: string
  endedAt: string | null
  /** The team while the check-in is open, null afterwards: unique, so a team holds one at a time. */
  openForTeamId: string | null
}

export interface CheckInTurnTable {
  checkInId: string
  personId: string
  words: string
  kept: string
  sharedEntryId: string | null
  joinedAt: string
  updatedAt: string
}
