/** The facts that conflicts of interest are found in. */
import type { Db } from '../database.ts'

/** Everybody in the cohort's pool of certified Masters, with their districts. */
export async function listReviewerPool(db: Db, cohortId: string, today: string) {
  const people = await db
    .selectFrom('cohort_role')
    .innerJoin('person', 'person.id', 'cohort_role.personId')
    .select(['person.id as personId', 'person.displayName as name', 'person.organisation'])
    .where('cohort_role.cohortId', '=', cohortId)
    .where('cohort_role.role', '=', 'reviewer')
    .where((eb) => eb.or([eb('cohort_role.until', 'is', null), eb('cohort_role.until', '>', today)]))
    .where('person.suspendedAt', 'is', null)
    .orderBy('person.displayName')
    .execute()
  const districts = await listDistrictsOf(
    db,
    people.map((one) => one.personId),
  )
  return people.map((person) => ({
    ...person,
    certifiedMaster: true,
    districtIds: districts.filter((one) => one.personId === person.personId).map((one) => one.districtId),
  }))
}

export async function findReviewerFacts(db: Db, cohortId: string, personId: string, today: string) {
  const person = await db
    .selectFrom('person')
    .select(['id as personId', 'displayName as name', 'organisation'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) return undefined
  const pool = await db
    .selectFrom('cohort_role')
    .select('id')
    .where('cohortId', '=', cohortId)
    .where('personId', '=', personId)
    .where('role', '=', 'reviewer')
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', today)]))
    .executeTakeFirst()
  const districts = await listDistrictsOf(db, [personId])
  return { ...person, certifiedMaster: pool !== undefined, districtIds: districts.map((one) => one.districtId) }
}

async function listDistrictsOf(db: Db, personIds: string[]) {
  if (personIds.length === 0) return []
  return db.selectFrom('person_district').selectAll().where('personId', 'in', personIds).execute()
}

/** Members (now and earlier), champions, mentors and districts of a team. */
export async function getTeamFacts(db: Db, teamId: string) {
  const team = await db.selectFrom('team').select('name').where('id', '=', teamId).executeTakeFirstOrThrow()
  const members = await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select(['person.id', 'person.organisation'])
    .where('membership.teamId', '=', teamId)
    .execute()
  const champions = await db.selectFrom('champion').select('personId').where('teamId', '=', teamId).execute()
  const mentors = await db.selectFrom('mentor_assignment').select('personId').where('teamId', '=', teamId).execute()
  const districts = await db
    .selectFrom('team_site')
    .innerJoin('site', 'site.id', 'team_site.siteId')
    .innerJoin('district', 'district.id', 'site.districtId')
    .select(['district.id', 'district.name'])
    .distinct()
    .where('team_site.teamId', '=', teamId)
    .execute()
  return {
    name: team.name,
    memberIds: members.map((one) => one.id),
    memberOrganisations: members.flatMap((one) => (one.organisation ? [one.organisation] : [])),
    championIds: champions.map((one) => one.personId),
    mentorIds: mentors.map((one) => one.personId),
    districts,
  }
}
