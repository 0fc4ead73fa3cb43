/** The staff board of a cohort's reviews: who reads what, how far it is, and what waits for a hand. */
import { getTeamFacts, listReviewerPool } from '#db/queries/review-conflicts.ts'
import {
  findCohort,
  listCohortPanels,
  listCohortSubmissions,
  listTeamsWithoutSubmission,
} from '#db/queries/review-reading.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { conflictsOfInterest } from '#domain/review/conflicts.ts'
import { type Outcome, outcomeWords } from '#domain/review/outcome.ts'
import { type OpenPanel, proposePanels } from '#domain/review/propose-panel.ts'
import { firstPlaces, submissionWords, thirdPlace } from '#domain/review/review-state.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

export type SeatView = { reviewId: string; place: number; name: string; sentence: string; takeBack: boolean }
export type Choice = { reviewerId: string; name: string; load: number; reasons: string[] }
export type BoardRow = {
  submissionId: string
  portfolioId: string
  teamId: string
  teamName: string
  number: number
  state: string
  submittedAt: string
  sentence: string
  seats: SeatView[]
  /** Who could sit in the next free place; empty when no place is free. */
  choices: Choice[]
  proposedId: string | null
  moderation: { reasons: string[]; days: number } | null
  next: { href: string; words: string } | null
}
export type ReviewBoard = {
  cohortId: string
  cohortName: string
  mayAssign: boolean
  rows: BoardRow[]
  notYetIn: { teamId: string; teamName: string; state: string }[]
  proposals: { submissionId: string; reviewerId: string }[]
}

type SubmissionRow = Awaited<ReturnType<typeof listCohortSubmissions>>[number]
type PanelRow = Awaited<ReturnType<typeof listCohortPanels>>[number]

export async function readReviewBoard(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  cohortId: string,
): Promise<ReviewBoard> {
  const { db, clock } = context
  const cohort = await findCohort(db, cohortId)
  const subject = { kind: 'cohort' as const, state: 'running', cohortId }
  if (!cohort || !can(actor, 'review-board', subject)) throw notFound('board')
  const [submissions, panels, pool, notYetIn] = await Promise.all([
    listCohortSubmissions(db, cohortId),
    listCohortPanels(db, cohortId),
    listReviewerPool(db, cohortId, clock.today(cohort.timeZone)),
    listTeamsWithoutSubmission(db, cohortId),
  ])
  const loads: Record<string, number> = {}
  for (const seat of panels) loads[seat.reviewerId] = (loads[seat.reviewerId] ?? 0) + 1
  const open: OpenPanel[] = []
  for (const submission of submissions) {
    const seats = panels.filter((one) => one.submissionId === submission.submissionId)
    const free = freePlaces(submission.state, seats)
    if (free === 0) continue
    const team = await getTeamFacts(db, submission.teamId)
    const reviewerIds = seats.map((one) => one.reviewerId)
    open.push({ submissionId: submission.submissionId, free, team: { ...team, reviewerIds } })
  }
  const mayAssign = can(actor, 'assign-reviewer', { kind: 'submission', state: 'submitted', cohortId })
  const proposals = mayAssign
    ? proposePanels(
        open.filter((one) => submissions.find((row) => row.submissionId === one.submissionId)?.state !== 'moderation'),
        pool,
        loads,
      )
    : []
  const rows = submissions.map((submission): BoardRow => {
    const seats = panels.filter((one) => one.submissionId === submission.submissionId)
    const panel = open.find((one) => one.submissionId === submission.submissionId)
    return {
      submissionId: submission.submissionId,
      portfolioId: submission.portfolioId,
      teamId: submission.teamId,
      teamName: submission.teamName,
      number: submission.number,
      state: submission.state,
      submittedAt: submission.submittedAt,
      sentence: sentenceOf(submission),
      seats: seats.map((seat) => seatView(seat, mayAssign)),
      choices:
        panel && mayAssign
          ? pool
              .map((one) => ({
                reviewerId: one.personId,
                name: one.name,
                load: loads[one.personId] ?? 0,
                reasons: conflictsOfInterest(one, panel.team),
              }))
              .sort((a, b) => a.reasons.length - b.reasons.length || a.load - b.load)
          : [],
      proposedId: proposals.find((one) => one.submissionId === submission.submissionId)?.reviewerId ?? null,
      moderation: moderationOf(submission, clock.now()),
      next: nextOf(submission),
    }
  })
  return { cohortId, cohortName: cohort.name, mayAssign, rows, notYetIn, proposals }
}

function freePlaces(state: string, seats: PanelRow[]): number {
  if (state === 'moderation') return seats.some((one) => one.place === thirdPlace) ? 0 : 1
  if (state !== 'submitted' && state !== 'in-review') return 0
  return firstPlaces.filter((place) => !seats.some((one) => one.place === place)).length
}

function seatView(seat: PanelRow, mayAssign: boolean): SeatView {
  const { reviewId, place, name, state } = seat
  const sentence = state === 'assigned' ? 'has not opened it yet' : state === 'scoring' ? 'is reading' : 'has handed in'
  return { reviewId, place, name, sentence, takeBack: mayAssign && state === 'assigned' }
}

function sentenceOf(row: SubmissionRow): string {
  const outcome = row.outcome ? outcomeWords[row.outcome as Outcome] : null
  if (row.state === 'released' && outcome) return `${outcome}. The team has it since ${row.releasedAt?.slice(0, 10)}.`
  if (row.state === 'held' && outcome) return `${outcome}, signed by two people and held until you release it.`
  if (row.state === 'proposed' && outcome) {
    const signed = row.signedById ? 'One signature is there; one more' : 'Two signatures'
    return `${outcome} is proposed. ${signed} to go.`
  }
  return `${submissionWords[row.state as keyof typeof submissionWords] ?? row.state}.`
}

function moderationOf(row: SubmissionRow, now: Date): BoardRow['moderation'] {
  if (row.state !== 'moderation' || !row.moderationSince) return null
  const days = Math.floor((now.getTime() - Date.parse(row.moderationSince)) / 86_400_000)
  return { reasons: JSON.parse(row.moderationReason ?? '[]') as string[], days }
}

function nextOf(row: SubmissionRow): BoardRow['next'] {
  const at = `/submissions/${row.submissionId}`
  if (row.state === 'compared' || row.state === 'moderation')
    return { href: `${at}/comparison`, words: 'See what differs' }
  if (row.state === 'agreed') return { href: `${at}/decision`, words: 'See the agreed levels' }
  if (row.state === 'proposed') return { href: `${at}/decision`, words: 'Read and sign' }
  if (row.state === 'held') return { href: `${at}/decision`, words: 'Release' }
  if (row.state === 'released') return { href: `${at}/decision`, words: 'Read the decision' }
  return null
}
