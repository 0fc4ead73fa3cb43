/** Events of a cohort, who leads them, and who was there. */
import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { AttendanceTable } from '../schema/teams.ts'

const eventWithTeam = (db: Db) =>
  db.selectFrom('event').leftJoin('team', 'team.id', 'event.teamId').selectAll('event').select('team.name as teamName')

export type EventRow = Awaited<ReturnType<typeof listCohortEvents>>[number]

/** In order of time. */
export async function listCohortEvents(db: Db, cohortId: string) {
  return eventWithTeam(db)
    .where('event.cohortId', '=', cohortId)
    .orderBy('event.startsAt')
    .orderBy('event.id')
    .execute()
}

export async function findEvent(db: Db, eventId: string) {
  return eventWithTeam(db).where('event.id', '=', eventId).executeTakeFirst()
}

export async function listHosts(db: Db, eventIds: string[]) {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('event_host')
    .innerJoin('person', 'person.id', 'event_host.personId')
    .where('event_host.eventId', 'in', eventIds)
    .orderBy('event_host.position')
    .select(['event_host.eventId', 'person.id as personId', 'person.displayName as name'])
    .execute()
}

export type MemberRow = Awaited<ReturnType<typeof listCohortMembers>>[number]

/** Everybody who is or was on a team of the cohort, with dated memberships; teams and persons by name. */
export async function listCohortMembers(db: Db, cohortId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.teamId')
    .innerJoin('person', 'person.id', 'membership.personId')
    .leftJoin('cluster', 'cluster.id', 'team.clusterId')
    .where('team.cohortId', '=', cohortId)
    .orderBy('team.name')
    .orderBy('person.familyName')
    .orderBy('person.givenName')
    .select([
      'team.id as teamId',
      'team.name as teamName',
      'cluster.name as clusterName',
      'person.id as personId',
      'person.displayName as name',
      'membership.startedOn',
      'membership.endedOn',
    ])
    .execute()
}

export async function listEventAttendance(db: Db, eventId: string) {
  return db.selectFrom('attendance').where('eventId', '=', eventId).selectAll().execute()
}

/** Every roll of the cohort. */
export async function listCohortAttendance(db: Db, cohortId: string) {
  return db
    .selectFrom('attendance')
    .innerJoin('event', 'event.id', 'attendance.eventId')
    .where('event.cohortId', '=', cohortId)
    .select(['attendance.eventId', 'attendance.personId', 'attendance.day', 'attendance.status'])
    .execute()
}

/** Writes what the roll says now; an earlier word for the same person and day is replaced. */
export async function saveAttendance(db: Db, rows: Insertable<AttendanceTable>[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('attendance')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['eventId', 'personId', 'day']).doUpdateSet((row) => ({
        status: row.ref('excluded.status'),
        recordedById: row.ref('excluded.recordedById'),
        recordedAt: row.ref('excluded.recordedAt'),
      })),
    )
    .execute()
}

export async function findCohort(db: Db, cohortId: string) {
  return db
    .selectFrom('cohort')
    .innerJoin('programme_edition', 'programme_edition.id', 'cohort.editionId')
    .innerJoin('programme', 'programme.id', 'programme_edition.programmeId')
    .where('cohort.id', '=', cohortId)
    .select([
      'cohort.id',
      'cohort.name',
      'cohort.startsOn',
      'cohort.endsOn',
      'cohort.timeZone',
      'cohort.editionId',
      'programme_edition.commitments',
      'programme.name as programmeName',
      'programme.issuer',
      'programme.award',
    ])
    .executeTakeFirst()
}
export type CohortRow = NonNullable<Awaited<ReturnType<typeof findCohort>>>
