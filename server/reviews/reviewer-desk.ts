import type { Db } from '#db/database.ts'
import { listDecisionsToSign } from '#db/queries/review-reading.ts'
import { listReviewsOf } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isOutcome, outcomeWords } from '#domain/review/outcome.ts'
import { signatureHats } from '#domain/review/signature.ts'
import type { AppContext } from '../context.ts'

export type DeskItem = {
  reviewId: string
  submissionId: string
  teamName: string
  theme: string | null
  cohortName: string
  number: number
  receivedAt: string
  sentence: string
  act: { href: string; words: string }
}
export type ToSign = { submissionId: string; teamName: string; sentence: string }
export type ReviewerDesk = { waiting: DeskItem[]; settled: DeskItem[]; toSign: ToSign[] }

type Row = Awaited<ReturnType<typeof listReviewsOf>>[number]

/** A reviewer's desk: what asks for them now, and what they have finished. */
export async function readReviewerDesk(context: Pick<AppContext, 'db'>, actor: Actor): Promise<ReviewerDesk> {
  if (actor.kind === 'public') return { waiting: [], settled: [], toSign: [] }
  const items = (await listReviewsOf(context.db, actor.personId)).map((row) => ({
    item: deskItem(row),
    asks: asks(row),
  }))
  return {
    waiting: items.filter((one) => one.asks).map((one) => one.item),
    settled: items.filter((one) => !one.asks).map((one) => one.item),
    toSign: await readToSign(context.db, actor),
  }
}

/** Decisions that wait for this person's name: as a manager's or as a faculty member's. */
async function readToSign(db: Db, actor: Extract<Actor, { kind: 'person' }>): Promise<ToSign[]> {
  const cohortIds = [...new Set(actor.hats.map((hat) => hat.cohortId))].filter(
    (cohortId) => signatureHats(actor, cohortId).length > 0,
  )
  return (await listDecisionsToSign(db, cohortIds))
    .filter(
      (row) =>
        row.proposedById !== actor.personId &&
        row.signedById !== actor.personId &&
        signatureHats(actor, row.cohortId).some((hat) => hat !== row.signedAs),
    )
    .map((row) => ({
      submissionId: row.submissionId,
      teamName: row.teamName,
      sentence: `${isOutcome(row.outcome) ? outcomeWords[row.outcome] : 'A decision'} is proposed${row.signedById ? ' and signed once' : ''}.`,
    }))
}

const asks = (row: Row): boolean =>
  row.state === 'assigned' ||
  row.state === 'scoring' ||
  (row.state === 'compared' && ['compared', 'moderation', 'agreed'].includes(row.submissionState))

function deskItem(row: Row): DeskItem {
  const { reviewId, submissionId, teamName, theme, cohortName, number, receivedAt } = row
  return { reviewId, submissionId, teamName, theme, cohortName, number, receivedAt, ...nextAct(row) }
}

function nextAct(row: Row): Pick<DeskItem, 'sentence' | 'act'> {
  const room = `/reviews/${row.reviewId}`
  const comparison = `/submissions/${row.submissionId}/comparison`
  const decision = `/submissions/${row.submissionId}/decision`
  if (row.state === 'assigned') {
    return { sentence: 'You were asked to read this. Not opened yet.', act: { href: room, words: 'See what it is' } }
  }
  if (row.state === 'scoring') {
    return { sentence: 'You are reading. Everything you wrote is kept.', act: { href: room, words: 'Go on reading' } }
  }
  if (row.state === 'submitted') {
    return {
      sentence: 'You have handed in; the other reader is still reading.',
      act: { href: room, words: 'Read yours' },
    }
  }
  if (row.submissionState === 'compared') {
    const sentence = 'Both reviews are in. Settle what differs, usually in one click each.'
    return { sentence, act: { href: comparison, words: 'Compare' } }
  }
  if (row.submissionState === 'moderation') {
    return {
      sentence: 'You see it differently. Talk, and agree on one level each.',
      act: { href: comparison, words: 'Talk it over' },
    }
  }
  if (row.submissionState === 'agreed') {
    return { sentence: 'The levels are agreed. Propose the decision.', act: { href: decision, words: 'Propose' } }
  }
  const sentence = row.submissionState === 'released' ? 'The team has its answer.' : 'The decision is with staff.'
  return { sentence, act: { href: room, words: 'Read your review' } }
}
