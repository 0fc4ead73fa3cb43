import { sql } from 'kysely'
import { builtOnce, type Ids, idsFor, isOneOf } from '../built-once.ts'
import type { Db } from '../database.ts'

export type RoleRow = {
  personId: string
  source: string
  scopeId: string
  cohortId: string
  role: string
  ended: string | null
  convenor: string | null
}

/** Every role a person holds. Ended ones are there too, because a former member keeps credit. */
export async function listRoles(db: Db, personId: string): Promise<RoleRow[]> {
  return allRoles(db, idsFor(db, [personId]))
}

/** The same of several people. */
export async function listRolesOf(db: Db, personIds: Iterable<string>): Promise<Map<string, RoleRow[]>> {
  return Map.groupBy(await allRoles(db, idsFor(db, personIds)), ({ personId }) => personId)
}

/** Memberships, championships, mentorships (scope: the team) and cohort roles (scope: the cohort), in one query. */
const allRoles = builtOnce<[Ids], RoleRow>((db, people) =>
  db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.teamId')
    .where(isOneOf(db, 'membership.personId', people))
    .select([
      'membership.personId as personId',
      sql<string>`'participant'`.as('source'),
      'membership.teamId as scopeId',
      'team.cohortId as cohortId',
      sql<string>`'participant'`.as('role'),
      'membership.endedOn as ended',
      'membership.convenorSince as convenor',
    ])
    .unionAll(
      db
        .selectFrom('champion')
        .innerJoin('team', 'team.id', 'champion.teamId')
        .where(isOneOf(db, 'champion.personId', people))
        .select([
          'champion.personId as personId',
          sql<string>`'champion'`.as('source'),
          'champion.teamId as scopeId',
          'team.cohortId as cohortId',
          sql<string>`'champion'`.as('role'),
          'champion.endedOn as ended',
          sql<string | null>`cast(null as text)`.as('convenor'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('mentor_assignment')
        .innerJoin('team', 'team.id', 'mentor_assignment.teamId')
        .where(isOneOf(db, 'mentor_assignment.personId', people))
        .where('mentor_assignment.kind', '=', 'mentor')
        .select([
          'mentor_assignment.personId as personId',
          sql<string>`'mentor'`.as('source'),
          'mentor_assignment.teamId as scopeId',
          'team.cohortId as cohortId',
          sql<string>`'mentor'`.as('role'),
          'mentor_assignment.endedOn as ended',
          sql<string | null>`cast(null as text)`.as('convenor'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('cohort_role')
        .where(isOneOf(db, 'cohort_role.personId', people))
        .select([
          'cohort_role.personId as personId',
          sql<string>`'cohort'`.as('source'),
          'cohort_role.cohortId as scopeId',
          'cohort_role.cohortId as cohortId',
          'cohort_role.role as role',
          'cohort_role.until as ended',
          sql<string | null>`cast(null as text)`.as('convenor'),
        ]),
    ),
)
