import { findOpenCheckIn } from '#db/queries/check-ins.ts'
import { findPortfolioOfTeam } from '#db/queries/portfolios.ts'
import {
  findCover,
  findLastCheckIn,
  findLatestSubmission,
  findOpenQuestion,
  listEventsBetween,
  listUnusedEvidence,
} from '#db/queries/team-home.ts'
import { findTeam, listChampions, listMembers, listMentors, listTeamSites } from '#db/queries/teams.ts'
import { type Actor, relationsOf } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { evidenceView } from '#domain/evidence/evidence-view.ts'
import type { TeamFacts } from '#domain/portfolio/section-state.ts'
import type { Phase, Template } from '#domain/programme/edition.ts'
import { phasesOn } from '#domain/programme/phases.ts'
import { fortnightDays, fortnightLines } from '#domain/team/fortnight.ts'
import { nextAct } from '#domain/team/next-act.ts'
import { isCurrent } from '#domain/team/roster.ts'
import { readableTeam } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { type ReadContents, sectionToTend } from './section-to-tend.ts'

const day = 86_400_000

/**
 * Everything that a team's home shows, in one go. `readContents` belongs to the portfolio's feature and is handed in
 * by the route.
 */
export async function readTeamHome(
  context: Pick<AppContext, 'db' | 'clock' | 'rooms'>,
  actor: Actor,
  teamId: string,
  readContents: ReadContents,
) {
  const { db, clock } = context
  const subject = await readableTeam(db, actor, teamId)
  const now = clock.now()
  const [team, memberships, champions, mentors, sites, portfolio, events, openCheckIn, lastCheckIn] = await Promise.all(
    [
      findTeam(db, teamId),
      listMembers(db, teamId),
      listChampions(db, teamId),
      listMentors(db, teamId),
      listTeamSites(db, teamId),
      findPortfolioOfTeam(db, teamId),
      listEventsBetween(db, {
        cohortId: subject.cohortId,
        teamId,
        from: now.toISOString(),
        until: new Date(now.getTime() + fortnightDays * day).toISOString(),
      }),
      findOpenCheckIn(db, teamId),
      findLastCheckIn(db, teamId),
    ],
  )
  if (!team) throw notFound('team')
  const relations = relationsOf(actor, subject)
  const member = relations.has('member')
  const today = clock.today(team.timeZone)
  const members = memberships.filter((membership) => isCurrent(membership, today))
  const me = actor.kind === 'person' ? actor.personId : ''
  const timeZone = members.find((one) => one.personId === me)?.timeZone ?? team.timeZone
  const people = {
    members: members.map((one) => ({
      personId: one.personId,
      name: one.displayName,
      givenName: one.givenName,
      title: one.title,
      convenor: one.convenorSince !== null,
    })),
    champions: champions.map((one) => ({
      personId: one.personId,
      name: one.displayName,
      title: one.title,
      organisation: one.organisation,
      confirmed: one.confirmedAt !== null,
      member: members.some((membership) => membership.personId === one.personId),
    })),
    mentors: mentors.map((one) => ({ name: one.displayName, givenName: one.givenName, kind: one.kind })),
  }
  const about = {
    id: team.id,
    name: team.name,
    theme: team.theme,
    cohortName: team.cohortName,
    clusterName: team.clusterName,
    sites: sites.map((site) => ({ name: site.name, districtName: site.districtName, countyName: site.countyName })),
    rhythm: team.checkInRhythm,
  }
  const checkIn = {
    may: can(actor, 'hold-check-in', subject),
    openId: openCheckIn?.id ?? null,
    lastAt: lastCheckIn?.startedAt ?? null,
  }
  const common = { team: about, people, checkIn, member, today, timeZone }
  if (!portfolio || !can(actor, 'read', { ...subject, kind: 'portfolio', state: portfolio.state }))
    return { ...common, portfolio: null, mayCreate: !portfolio && can(actor, 'create-portfolio', subject) }

  const template = JSON.parse(portfolio.template) as Template
  const phases = phasesOn(JSON.parse(portfolio.phases) as Phase[], team, today)
  const facts: TeamFacts = {
    members,
    hasCover: portfolio.coverEvidenceId !== null,
    checkInRhythm: team.checkInRhythm,
    confirmedChampions: champions.filter((one) => one.confirmedAt !== null).map((one) => one.givenName),
    evidenceWaiting: 0,
  }
  const [{ sections }, unused, cover, submission, question] = await Promise.all([
    readContents(db, portfolio.id, template, facts),
    listUnusedEvidence(db, portfolio.id),
    portfolio.coverEvidenceId ? findCover(db, portfolio.coverEvidenceId) : undefined,
    findLatestSubmission(db, portfolio.id),
    findOpenQuestion(
      db,
      portfolio.id,
      mentors.map((mentor) => mentor.personId),
    ),
  ])
  const entries = sections.flatMap((section) => section.entries)
  const tend = sectionToTend(sections, phases)
  const drafting = portfolio.state === 'draft' || portfolio.state === 'changes-asked'
  const seesPending = can(actor, 'read-original', { ...subject, kind: 'evidence', state: '' })
  const champion = champions.find((one) => one.personId === me)
  const due = sections.flatMap((section) => section.reopened?.dueOn ?? []).sort()[0] ?? null
  const open = new Map(entries.map((entry) => [entry.documentId, entry]))
  return {
    ...common,
    mayCreate: false,
    portfolio: {
      id: portfolio.id,
      state: portfolio.state,
      summary: portfolio.summary,
      cover: cover ? evidenceView(cover, { seesPending }) : null,
      phases: phases.map((phase) => ({ key: phase.key, title: phase.title })),
      dueOn: due,
      sections,
      here: context.rooms.presence([...open.keys()]).flatMap((one) => {
        const entry = open.get(one.documentId)
        return entry ? [{ personId: one.personId, name: one.name, entryId: entry.id, entryTitle: entry.title }] : []
      }),
      waiting: {
        count: unused.length,
        shown: unused.slice(0, 5).map((row) => ({ ...evidenceView(row, { seesPending }), capturedBy: row.capturedBy })),
      },
      fortnight: fortnightLines({
        today,
        timeZone,
        member,
        events: events.filter((event) => event.status !== 'cancelled'),
        submissionClosesOn: drafting ? (due ?? team.submissionClosesOn) : null,
        changesAsked: due !== null,
        tend: drafting && tend ? { key: tend.key, title: tend.title, sentence: tend.state.sentence } : null,
        question: question ?? null,
        mentors: mentors.filter((mentor) => mentor.kind === 'mentor').map((mentor) => mentor.givenName),
        sectionHref: (key) => `/portfolios/${portfolio.id}/sections/${key}`,
      }),
      next: nextAct({
        member,
        champion: champion ? { confirmed: champion.confirmedAt !== null } : null,
        teamId,
        portfolioId: portfolio.id,
        state: portfolio.state,
        entries: entries.length,
        openCheckInId: openCheckIn?.id ?? null,
        windowOpen: team.submissionOpensOn !== null && today >= team.submissionOpensOn,
        missing: sections.filter((section) => section.required && section.entries.length === 0).length,
        submissionId: submission?.id ?? null,
        tend: tend
          ? {
              key: tend.key,
              title: tend.title,
              entryId: latest(tend.entries, me)?.id ?? null,
              begun: tend.state.tended !== 'empty',
            }
          : null,
      }),
    },
  }
}
export type TeamHome = Awaited<ReturnType<typeof readTeamHome>>

/** The page last written in, among those that this person may write. */
function latest<E extends { writtenAt: string; authorId: string | null }>(entries: E[], me: string): E | undefined {
  return entries
    .filter((entry) => entry.authorId === null || entry.authorId === me)
    .sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1))[0]
}
