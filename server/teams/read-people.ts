import { findTeam, listChampions, listMembers, listMentors, listSitesNearby, listTeamSites } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { isCurrent, sizeConcern } from '#domain/team/roster.ts'
import { readableTeam } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

/** Everybody who is or was part of the team, and what this actor may change. */
export async function readPeople(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor, teamId: string) {
  const { db, clock } = context
  const subject = await readableTeam(db, actor, teamId)
  const maySetUp = can(actor, 'set-up', subject)
  const [team, memberships, champions, mentors, sites, nearby] = await Promise.all([
    findTeam(db, teamId),
    listMembers(db, teamId),
    listChampions(db, teamId),
    listMentors(db, teamId),
    listTeamSites(db, teamId),
    maySetUp ? listSitesNearby(db, teamId) : [],
  ])
  if (!team) throw notFound('team')
  const today = clock.today(team.timeZone)
  const me = actor.kind === 'person' ? actor.personId : ''
  const view = memberships.map((one) => ({
    membershipId: one.membershipId,
    personId: one.personId,
    name: one.displayName,
    pronouns: one.pronouns,
    title: one.title,
    convenor: one.convenorSince !== null,
    startedOn: one.startedOn,
    endedOn: one.endedOn,
    current: isCurrent(one, today),
  }))
  const current = view.filter((one) => one.current)
  return {
    team: { id: team.id, name: team.name, rhythm: team.checkInRhythm, portfolioId: team.portfolioId },
    today,
    me,
    members: current,
    former: view.filter((one) => !one.current),
    concern: sizeConcern(current.length) ?? null,
    champions: champions.map((one) => ({
      id: one.id,
      personId: one.personId,
      name: one.displayName,
      title: one.title,
      organisation: one.organisation,
      accessStatement: one.accessStatement,
      confirmedAt: one.confirmedAt,
    })),
    mentors: mentors.map((one) => ({ id: one.id, name: one.displayName, kind: one.kind, startedOn: one.startedOn })),
    sites: sites.map((site) => ({ ...site, main: site.mainSince !== null })),
    nearby,
    may: {
      changeRoster: can(actor, 'change-roster', subject),
      nameChampion: can(actor, 'name-champion', subject),
      assignMentor: can(actor, 'assign-mentor', subject),
      setUp: maySetUp,
      confirmAccess: champions.some((one) => one.personId === me && one.confirmedAt === null),
    },
  }
}
