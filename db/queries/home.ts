import { sql } from 'kysely'
import type { Db } from '../database.ts'

export type HomeTeam = {
  teamId: string
  name: string
  theme: string | null
  cohortName: string
  portfolioId: string | null
  state: string | null
}

/** The teams with these ids, with their portfolio's state, by name. */
export async function listHomeTeams(db: Db, teamIds: string[]): Promise<HomeTeam[]> {
  if (teamIds.length === 0) return []
  return db
    .selectFrom('team')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .leftJoin('portfolio', 'portfolio.teamId', 'team.id')
    .where('team.id', 'in', teamIds)
    .select([
      'team.id as teamId',
      'team.name',
      'team.theme',
      'cohort.name as cohortName',
      'portfolio.id as portfolioId',
      'portfolio.state',
    ])
    .orderBy('team.name')
    .execute()
}

export async function listCohorts(
  db: Db,
  cohortIds: string[],
): Promise<{ id: string; name: string; startsOn: string; endsOn: string }[]> {
  if (cohortIds.length === 0) return []
  return db
    .selectFrom('cohort')
    .select(['id', 'name', 'startsOn', 'endsOn'])
    .where('id', 'in', cohortIds)
    .orderBy('startsOn', 'desc')
    .execute()
}

export type DemoPerson = { email: string; name: string; role: string; place: string }

/** Everybody of a demo with one line on who they are, for the sign-in page of a demo. */
export async function listDemoPeople(db: Db): Promise<DemoPerson[]> {
  const people = await db
    .selectFrom('cohort_role')
    .innerJoin('person', 'person.id', 'cohort_role.personId')
    .innerJoin('cohort', 'cohort.id', 'cohort_role.cohortId')
    .where('person.passwordHash', 'is not', null)
    .select(['person.email', 'person.displayName as name', 'cohort_role.role as role', 'cohort.name as place'])
    .unionAll(
      db
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.personId')
        .innerJoin('team', 'team.id', 'membership.teamId')
        .where('person.passwordHash', 'is not', null)
        .where('membership.endedOn', 'is', null)
        .select([
          'person.email',
          'person.displayName as name',
          sql<string>`'participant'`.as('role'),
          'team.name as place',
        ]),
    )
    .unionAll(
      db
        .selectFrom('champion')
        .innerJoin('person', 'person.id', 'champion.personId')
        .innerJoin('team', 'team.id', 'champion.teamId')
        .where('person.passwordHash', 'is not', null)
        .select([
          'person.email',
          'person.displayName as name',
          sql<string>`'champion'`.as('role'),
          'team.name as place',
        ]),
    )
    .execute()
  return people.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.name < b.name ? -1 : 1))
}
