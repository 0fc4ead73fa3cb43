/** The demo's people, places, teams and calendar, as they are written in `world/`. */
import type { CertificateState, RevocationReason } from '#domain/certificate/certificate-state.ts'
import type { EventStatus } from '#domain/programme/attendance.ts'
import type { EventKind } from '#domain/programme/edition.ts'
import { demoId } from './demo-id.ts'
import { personHandle } from './person-handle.ts'
import { readYaml } from './read-files.ts'

export type WrittenPerson = {
  given: string
  family: string
  email?: string
  latin?: string
  title?: string
  organisation?: string
  pronouns?: string
  zone?: string
  district?: string
  role?: string
  team?: string
  level?: string
  place?: string
  convenor?: boolean
  ended?: string
}
type PeopleFile = {
  staff: WrittenPerson[]
  mentors: WrittenPerson[]
  members: Record<string, WrittenPerson[]>
  former: WrittenPerson[]
  champions: WrittenPerson[]
  masterClass: WrittenPerson[]
  alumni: WrittenPerson[]
}
export type DemoPerson = WrittenPerson & {
  id: string
  handle: string
  group: 'staff' | 'mentors' | 'members' | 'former' | 'champions' | 'masterClass' | 'alumni'
}

export type PlacesFile = {
  counties: { key: string; name: string }[]
  districts: { key: string; county: string; name: string }[]
  clusters: { key: string; name: string; county?: string; district?: string }[]
  sites: { key: string; district: string; name: string; elements: { kind: string; name: string }[] }[]
}
export type WrittenTeam = {
  key: string
  name: string
  cluster: string
  site: string
  state: string
  rhythm: string
  theme: string
  mentor: string
  statement?: string
  memberChampion?: { person: string; level: string; organisation: string; statement: string }
}
export type WrittenCohort = {
  key: string
  edition: string
  name: string
  startsOn: string
  endsOn: string
  submissionOpensOn: string
  submissionClosesOn: string
  timeZone: string
}
export type WrittenEvent = {
  cohort: 'demo' | 'masters'
  key: string
  team?: string
  kind: EventKind
  title: string
  on: string[]
  at: string
  minutes: number
  days: number
  mode: string
  place?: string
  video?: string
  status?: EventStatus
  hosts: string[]
}
export type CohortsFile = {
  demo: WrittenCohort
  earlier: WrittenCohort
  masters: WrittenCohort
  events: WrittenEvent[]
  masterTeams: { key: string; name: string; theme: string }[]
  earlierTeams: { key: string; name: string; theme: string; people: string[] }[]
  certificates: {
    person: string
    team: string
    sequence: number
    state: CertificateState
    name?: string
    because?: RevocationReason
    replaces?: number
    issuedOn?: string
  }[]
}

export type World = {
  people: DemoPerson[]
  places: PlacesFile
  teams: WrittenTeam[]
  cohorts: CohortsFile
  /** The id behind a handle. @throws where nobody has it. */
  person: (handle: string) => string
  membersOf: (team: string) => DemoPerson[]
  /** A member by the short name that pages use: the given name as in the handle. */
  member: (team: string, short: string) => DemoPerson
}

export function readWorld(): World {
  const file = readYaml<PeopleFile>('world/people.yaml')
  const people: DemoPerson[] = []
  const add = (group: DemoPerson['group'], person: WrittenPerson) => {
    const handle = person.email?.split('@')[0] ?? personHandle(person.given, person.family)
    people.push({ ...person, group, handle, id: demoId(`person/${handle}`) })
  }
  for (const person of file.staff) add('staff', person)
  for (const person of file.mentors) add('mentors', person)
  for (const [team, members] of Object.entries(file.members))
    for (const person of members) add('members', { ...person, team })
  for (const group of ['former', 'champions', 'masterClass', 'alumni'] as const)
    for (const person of file[group]) add(group, person)
  const byHandle = new Map(people.map((person) => [person.handle, person]))
  const membersOf = (team: string) => people.filter((one) => one.team === team && one.group !== 'champions')
  return {
    people,
    places: readYaml<PlacesFile>('world/places.yaml'),
    teams: readYaml<WrittenTeam[]>('world/teams.yaml'),
    cohorts: readYaml<CohortsFile>('world/cohorts.yaml'),
    person(handle) {
      const found = byHandle.get(handle)
      if (!found) throw new Error(`Nobody in the demo is called ${handle}.`)
      return found.id
    },
    membersOf,
    member(team, short) {
      const found = membersOf(team).find((one) => one.handle === short || one.handle.split('.')[0] === short)
      if (!found) throw new Error(`Nobody in the team ${team} is called ${short}.`)
      return found
    },
  }
}

export const teamId = (team: string) => demoId(`team/${team}`)
export const portfolioId = (team: string) => demoId(`portfolio/${team}`)
export const cohortId = (cohort: string) => demoId(`cohort/${cohort}`)
export const editionId = (edition: string) => demoId(`edition/${edition}`)
export const siteElementId = (site: string, position: number) => demoId(`site/${site}/${position}`)
