import { findCohort, listTeamsForCare, listWaitingSubmissions } from '#db/queries/cohort-board.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type Care, careFor } from '#domain/programme/care.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

export type CohortBoard = {
  id: string
  name: string
  startsOn: string
  endsOn: string
  care: Care[]
  waiting: { id: string; teamName: string; sentence: string; href: string }[]
  teams: { id: string; name: string; theme: string | null; cluster: string | null; sentence: string }[]
  doors: { href: string; words: string }[]
}

const portfolioWords: Record<string, string> = {
  draft: 'Writing.',
  submitted: 'Submitted; waiting for its reviewers.',
  'in-review': 'Being read by its reviewers.',
  moderation: 'Its reviewers are talking.',
  agreed: 'Its reviewers agree; a decision is next.',
  proposed: 'A decision waits for a signature.',
  held: 'Signed, and held until it is released.',
  'changes-asked': 'Working on the changes that were asked.',
  certified: 'Certified.',
  'not-yet': 'Not yet; the door stays open.',
}

function waitingWords(state: string, seats: number): string {
  if (state === 'submitted' && seats < 2) return seats === 0 ? 'needs two reviewers' : 'needs a second reviewer'
  if (state === 'moderation') return 'is in moderation'
  if (state === 'agreed') return 'waits for a proposed decision'
  if (state === 'proposed') return 'waits for your signature'
  if (state === 'held') return 'is signed and can be released'
  return 'is being read'
}

/** The staff's morning look at a cohort. @throws not-found for everybody else */
export async function readCohortBoard(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  cohortId: string,
): Promise<CohortBoard> {
  const cohort = await findCohort(context.db, cohortId)
  if (!cohort || !can(actor, 'read', { kind: 'cohort', cohortId, state: 'any' })) throw notFound('cohort')
  const may = (action: Parameters<typeof can<'cohort'>>[1]) =>
    can(actor, action, { kind: 'cohort', cohortId, state: 'any' })
  const board = may('read-board')
  const teams = board ? await listTeamsForCare(context.db, cohortId, context.clock.today(cohort.timeZone)) : []
  const submissions = board ? await listWaitingSubmissions(context.db, cohortId) : []
  const now = context.clock.iso()
  return {
    id: cohort.id,
    name: cohort.name,
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn,
    care: teams.flatMap((team) =>
      careFor(
        {
          ...team,
          members: Number(team.members),
          confirmedChampions: Number(team.confirmedChampions),
          mentors: Number(team.mentors),
          consentPending: Number(team.consentPending),
        },
        now,
      ),
    ),
    waiting: submissions.map((one) => ({
      id: one.id,
      teamName: one.teamName,
      sentence: waitingWords(one.state, Number(one.seats)),
      href: `/submissions/${one.id}/decision`,
    })),
    teams: teams.map((team) => ({
      id: team.id,
      name: team.name,
      theme: team.theme,
      cluster: team.cluster,
      sentence: portfolioWords[team.state ?? ''] ?? 'No portfolio yet.',
    })),
    doors: [
      ...(may('review-board') ? [{ href: `/cohorts/${cohortId}/reviews`, words: 'Reviews and decisions' }] : []),
      { href: `/cohorts/${cohortId}/events`, words: 'Calls, workshops, attendance' },
      ...(may('issue-certificates') ? [{ href: `/cohorts/${cohortId}/certificates`, words: 'Certificates' }] : []),
      { href: `/cohorts/${cohortId}/ceremony`, words: 'The ceremony' },
      ...(may('read-mail') ? [{ href: '/mail', words: 'Kept mail' }] : []),
    ],
  }
}
