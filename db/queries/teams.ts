import type { Db } from '../database.ts'
import type { ChampionTable, MembershipTable, MentorAssignmentTable } from '../schema/teams.ts'

export async function findTeam(db: Db, teamId: string) {
  return db
    .selectFrom('team')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .leftJoin('cluster', 'cluster.id', 'team.clusterId')
    .leftJoin('portfolio', 'portfolio.teamId', 'team.id')
    .select([
      'team.id',
      'team.name',
      'team.theme',
      'team.state',
      'team.cohortId',
      'team.checkInRhythm',
      'cluster.name as clusterName',
      'cohort.name as cohortName',
      'cohort.editionId',
      'cohort.startsOn',
      'cohort.endsOn',
      'cohort.submissionOpensOn',
      'cohort.submissionClosesOn',
      'cohort.timeZone',
      'portfolio.id as portfolioId',
      'portfolio.state as portfolioState',
    ])
    .where('team.id', '=', teamId)
    .executeTakeFirst()
}

/** The teams of these ids and of these whole cohorts, by cohort and name. */
export async function listTeams(db: Db, where: { teamIds: string[]; cohortIds: string[] }) {
  if (where.teamIds.length + where.cohortIds.length === 0) return []
  return db
    .selectFrom('team')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .leftJoin('portfolio', 'portfolio.teamId', 'team.id')
    .select([
      'team.id',
      'team.name',
      'team.theme',
      'team.state',
      'team.cohortId',
      'cohort.name as cohortName',
      'portfolio.id as portfolioId',
      'portfolio.state as portfolioState',
    ])
    .where((is) =>
      is.or([
        ...(where.teamIds.length ? [is('team.id', 'in', where.teamIds)] : []),
        ...(where.cohortIds.length ? [is('team.cohortId', 'in', where.cohortIds)] : []),
      ]),
    )
    .orderBy('cohort.startsOn', 'desc')
    .orderBy('team.name')
    .execute()
}

/** Holds the team's row until the transaction ends, so that rules over its roster see one roster (both engines). */
export async function lockTeam(transaction: Db, teamId: string): Promise<boolean> {
  const row = await transaction
    .updateTable('team')
    .set((is) => ({ state: is.ref('team.state') }))
    .where('id', '=', teamId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody who is or was a member, first joined first. */
export async function listMembers(db: Db, teamId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select([
      'membership.id as membershipId',
      'membership.personId',
      'membership.title',
      'membership.convenorSince',
      'membership.startedOn',
      'membership.endedOn',
      'person.displayName',
      'person.givenName',
      'person.pronouns',
      'person.timeZone',
    ])
    .where('membership.teamId', '=', teamId)
    .orderBy('membership.startedOn')
    .orderBy('person.givenName')
    .orderBy('membership.id')
    .execute()
}

export async function insertMembership(db: Db, membership: MembershipTable): Promise<void> {
  await db.insertInto('membership').values(membership).execute()
}

/** Ends a membership that has not ended. @returns whether it did. */
export async function markMembershipEnded(db: Db, membershipId: string, endedOn: string): Promise<boolean> {
  const row = await db
    .updateTable('membership')
    .set({ endedOn })
    .where('id', '=', membershipId)
    .where('endedOn', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function listChampions(db: Db, teamId: string) {
  return db
    .selectFrom('champion')
    .innerJoin('person', 'person.id', 'champion.personId')
    .selectAll('champion')
    .select(['person.displayName', 'person.givenName'])
    .where('champion.teamId', '=', teamId)
    .where('champion.endedOn', 'is', null)
    .orderBy('person.givenName')
    .execute()
}

export async function insertChampion(db: Db, champion: ChampionTable): Promise<void> {
  await db.insertInto('champion').values(champion).execute()
}

/** @returns whether a champion who had not confirmed yet now has. */
export async function markChampionConfirmed(
  db: Db,
  key: { teamId: string; personId: string },
  says: { accessStatement: string; confirmedAt: string },
): Promise<boolean> {
  const row = await db
    .updateTable('champion')
    .set(says)
    .where('teamId', '=', key.teamId)
    .where('personId', '=', key.personId)
    .where('endedOn', 'is', null)
    .where('confirmedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Mentors and coaches who are with the team now. */
export async function listMentors(db: Db, teamId: string) {
  return db
    .selectFrom('mentor_assignment')
    .innerJoin('person', 'person.id', 'mentor_assignment.personId')
    .select([
      'mentor_assignment.id',
      'mentor_assignment.personId',
      'mentor_assignment.kind',
      'mentor_assignment.startedOn',
      'person.displayName',
      'person.givenName',
    ])
    .where('mentor_assignment.teamId', '=', teamId)
    .where('mentor_assignment.endedOn', 'is', null)
    .orderBy('mentor_assignment.kind', 'desc')
    .orderBy('person.givenName')
    .execute()
}

export async function insertMentorAssignment(db: Db, assignment: MentorAssignmentTable): Promise<void> {
  await db.insertInto('mentor_assignment').values(assignment).execute()
}

export async function markMentorAssignmentEnded(db: Db, assignmentId: string, endedOn: string): Promise<boolean> {
  const row = await db
    .updateTable('mentor_assignment')
    .set({ endedOn })
    .where('id', '=', assignmentId)
    .where('endedOn', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Cohort roles of one person that hold now. */
export async function listCohortRolesOf(db: Db, cohortId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cohort_role')
    .select('role')
    .where('cohortId', '=', cohortId)
    .where('personId', '=', personId)
    .where('until', 'is', null)
    .execute()
  return rows.map((row) => row.role)
}

/** Sites in the team's focus, the main one first. */
export async function listTeamSites(db: Db, teamId: string) {
  return db
    .selectFrom('team_site')
    .innerJoin('site', 'site.id', 'team_site.siteId')
    .innerJoin('district', 'district.id', 'site.districtId')
    .innerJoin('county', 'county.id', 'district.countyId')
    .select([
      'site.id',
      'site.name',
      'district.name as districtName',
      'county.name as countyName',
      'team_site.mainSince',
    ])
    .where('team_site.teamId', '=', teamId)
    .orderBy((is) => is.case().when('team_site.mainSince', 'is not', null).then(0).else(1).end())
    .orderBy('site.name')
    .execute()
}

/** Every site of the counties in which the team works: what it may choose from. */
export async function listSitesNearby(db: Db, teamId: string) {
  return db
    .selectFrom('site')
    .innerJoin('district', 'district.id', 'site.districtId')
    .select(['site.id', 'site.name', 'district.name as districtName'])
    .where('district.countyId', 'in', (is) =>
      is
        .selectFrom('team_site')
        .innerJoin('site as own', 'own.id', 'team_site.siteId')
        .innerJoin('district as home', 'home.id', 'own.districtId')
        .select('home.countyId')
        .where('team_site.teamId', '=', teamId),
    )
    .orderBy('district.name')
    .orderBy('site.name')
    .execute()
}

/** Which of these sites exist. */
export async function listKnownSites(db: Db, siteIds: string[]): Promise<string[]> {
  if (siteIds.length === 0) return []
  const rows = await db.selectFrom('site').select('id').where('id', 'in', siteIds).execute()
  return rows.map((row) => row.id)
}

export async function replaceTeamSites(
  transaction: Db,
  teamId: string,
  sites: { siteId: string; mainSince: string | null }[],
): Promise<void> {
  await transaction.deleteFrom('team_site').where('teamId', '=', teamId).execute()
  await transaction
    .insertInto('team_site')
    .values(sites.map((site) => ({ teamId, ...site })))
    .execute()
}

export async function saveCheckInRhythm(db: Db, teamId: string, rhythm: string | null): Promise<void> {
  await db.updateTable('team').set({ checkInRhythm: rhythm }).where('id', '=', teamId).execute()
}

/** Persons for a list of choices, by e-mail: exact, without regard to case. */
export async function findPersonIdByEmail(db: Db, email: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where((is) => is.fn<string>('lower', ['email']), '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return row?.id
}
