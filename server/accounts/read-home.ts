import { listCohorts, listDemoPeople, listHomeTeams } from '#db/queries/home.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'

type Person = Extract<Actor, { kind: 'person' }>
export type HomeTeamView = {
  teamId: string
  name: string
  theme: string | null
  cohortName: string
  state: string | null
}
export type HomeView = {
  teams: HomeTeamView[]
  championed: HomeTeamView[]
  mentored: HomeTeamView[]
  reviews: boolean
  cohorts: { id: string; name: string; startsOn: string; endsOn: string; roles: string[] }[]
}

/** The rooms that this person's roles open, for the start page. */
export async function readHome(context: Pick<AppContext, 'db'>, actor: Person): Promise<HomeView> {
  const teamIds = (role: string) =>
    actor.hats
      .filter((hat) => hat.role === role && 'teamId' in hat && !hat.former)
      .map((hat) => ('teamId' in hat ? hat.teamId : ''))
  const own = { participant: teamIds('participant'), champion: teamIds('champion'), mentor: teamIds('mentor') }
  const teams = await listHomeTeams(context.db, [...new Set(Object.values(own).flat())])
  const pick = (ids: string[]) => teams.filter((team) => ids.includes(team.teamId))
  const cohortHats = actor.hats.flatMap((hat) => ('teamId' in hat ? [] : [hat]))
  const cohorts = await listCohorts(context.db, [...new Set(cohortHats.map((hat) => hat.cohortId))])
  return {
    teams: pick(own.participant),
    championed: pick(own.champion),
    mentored: pick(own.mentor),
    reviews: cohortHats.some((hat) => hat.role === 'reviewer'),
    cohorts: cohorts.map((cohort) => ({
      ...cohort,
      roles: cohortHats.filter((hat) => hat.cohortId === cohort.id && hat.role !== 'reviewer').map((hat) => hat.role),
    })),
  }
}

export type DemoGroup = { role: string; people: { email: string; name: string; place: string }[] }
const groups: [string, string[]][] = [
  ['Core teams', ['participant']],
  ['Staff', ['manager', 'coach', 'support']],
  ['Mentors and reviewers (certified Masters)', ['reviewer']],
  ['Faculty and facilitators', ['faculty', 'facilitator', 'trainee']],
  ['Executive champions', ['champion']],
]

/** Everybody one can be in the demo, by role; nobody where this is not a demo. */
export async function readDemoPeople(context: Pick<AppContext, 'db' | 'config'>): Promise<DemoGroup[]> {
  if (!context.config.demo) return []
  const people = await listDemoPeople(context.db)
  return groups
    .map(([role, roles]) => {
      const seen = new Set<string>()
      const members = people.filter(
        (person) => roles.includes(person.role) && !seen.has(person.email) && seen.add(person.email),
      )
      return { role, people: members.map(({ email, name, place }) => ({ email, name, place })) }
    })
    .filter((group) => group.people.length > 0)
}
