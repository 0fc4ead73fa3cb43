import { sql } from 'kysely'
import type { Db } from '../database.ts'

export type RoleRow = {
  source: string
  scopeId: string
  cohortId: string
  role: string
  ended: string | null
  convenor: string | null
}

/**
 * Every role a person holds, in one query: memberships, championships, mentorships (scope: the team) and cohort roles
 * (scope: the cohort). Ended ones are there too, because a former member keeps credit.
 */
export async function listRoles(db: Db, personId: string): Promise<RoleRow[]> {
  return db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.teamId')
    .where('membership.personId', '=', personId)
    .select([
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
        .where('champion.personId', '=', personId)
        .select([
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
        .where('mentor_assignment.personId', '=', personId)
        .where('mentor_assignment.kind', '=', 'mentor')
        .select([
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
        .where('cohort_role.personId', '=', personId)
        .select([
          sql<string>`'cohort'`.as('source'),
          'cohort_role.cohortId as scopeId',
          'cohort_role.cohortId as cohortId',
          'cohort_role.role as role',
          'cohort_role.until as ended',
          sql<string | null>`cast(null as text)`.as('convenor'),
        ]),
    )
    .execute()
}
