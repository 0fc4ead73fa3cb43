import type { Db } from '#db/database.ts'
import { wereChangesAsked } from '#db/queries/decisions.ts'
import { insertModeration, listCarriedLevels, upsertAgreedLevel } from '#db/queries/moderation.ts'
import {
  listPanel,
  lockSubmission,
  movePortfolio,
  moveSubmission,
  type PanelReview,
  type SubmissionPlace,
} from '#db/queries/review-place.ts'
import { listCitations, listScores, lockScoringReview, markReviewSubmitted, moveReviews } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { ProgrammeEdition } from '#domain/programme/edition.ts'
import { compareReviews } from '#domain/review/compare-reviews.ts'
import { parseFeedback } from '#domain/review/feedback.ts'
import { handInObstacles } from '#domain/review/hand-in-obstacles.ts'
import { firstPlaces, isIn } from '#domain/review/review-state.ts'
import type { Level } from '#domain/review/rubric.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { editionFor } from './review-edition.ts'
import { ownOpenReview, reviewIsIn } from './review-guard.ts'
import { draftScores, finishedReview } from './review-levels.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId'>

/**
 * Hands a review in; it stays as it is from then on. When the second one comes in, the two are compared in the same
 * transaction: what is the same is agreed at once, what differs goes to the pair or to moderation.
 */
export async function handInReview(context: Needs, actor: Actor, reviewId: string): Promise<void> {
  const { place } = await ownOpenReview(context.db, actor, 'hand-in', reviewId)
  const edition = await editionFor(context.db, place.editionId)
  await context.db.transaction().execute(async (transaction) => {
    const state = await lockSubmission(transaction, place.submissionId)
    if (!(await lockScoringReview(transaction, reviewId))) throw reviewIsIn()
    const panel = await listPanel(transaction, place.submissionId)
    const carried = await carriedOf(transaction, place)
    const scores = draftScores(await listScores(transaction, [reviewId]), await listCitations(transaction, [reviewId]))
    const own = panel.find((one) => one.id === reviewId)!
    const obstacles = handInObstacles(edition.rubric, scores, parseFeedback(own.feedback), Object.keys(carried))
    if (obstacles.length > 0) {
      throw new Refusal('not-ready', 'Before this review can be handed in:', {
        fields: Object.fromEntries(obstacles.map((one) => [one.criterion ?? 'feedback', one.sentence])),
      })
    }
    const changesBefore = await wereChangesAsked(transaction, place.portfolioId, place.number)
    const { total } = finishedReview(edition, scores, carried, changesBefore)
    const at = context.clock.iso()
    await markReviewSubmitted(transaction, reviewId, { at, total })
    if (state === 'moderation') await moveReviews(transaction, place.submissionId, 'submitted', 'compared')
    await recordAudit(transaction, context, actor, {
      action: 'hand-in-review',
      subjectKind: 'review',
      subjectId: reviewId,
      detail: { submissionId: place.submissionId },
    })
    const others = panel.filter((one) => one.id !== reviewId && isFirst(one))
    const allIn = isFirst(own) && others.length === 1 && others.every((one) => isIn(one.state))
    if (state === 'in-review' && allIn) {
      const pair = [own, ...others].sort((a, b) => a.place - b.place)
      await comparePair(transaction, context, actor, { place, edition, pair, carried, changesBefore })
    }
  })
}

const isFirst = (review: PanelReview): boolean => (firstPlaces as readonly number[]).includes(review.place)

async function carriedOf(transaction: Db, place: SubmissionPlace): Promise<Record<string, Level>> {
  const rows = await listCarriedLevels(transaction, place.portfolioId, place.number)
  return Object.fromEntries(rows.map((row) => [row.criterion, row.level as Level]))
}

type Pair = {
  place: SubmissionPlace
  edition: ProgrammeEdition
  pair: PanelReview[]
  carried: Record<string, Level>
  changesBefore: boolean
}

async function comparePair(transaction: Db, context: Needs, actor: Actor, compared: Pair): Promise<void> {
  const { place, edition, pair, carried, changesBefore } = compared
  const { submissionId, portfolioId } = place
  const [first, second] = pair as [PanelReview, PanelReview]
  const at = context.clock.iso()
  const firstScores = draftScores(await listScores(transaction, [first.id]), [])
  const secondScores = draftScores(await listScores(transaction, [second.id]), [])
  const { same, differences, moderation } = compareReviews(
    edition.rubric,
    edition.passRule.moderationGap,
    finishedReview(edition, firstScores, carried, changesBefore),
    finishedReview(edition, secondScores, carried, changesBefore),
  )
  await moveReviews(transaction, submissionId, 'submitted', 'compared')
  for (const criterion of same) {
    await upsertAgreedLevel(transaction, {
      submissionId,
      criterion,
      level: carried[criterion] ?? firstScores[criterion]!.level!,
      sentence: carried[criterion] ? 'Carried from the submission before.' : firstScores[criterion]!.sentence,
      proposedById: first.reviewerId,
      proposedAt: at,
      agreedById: second.reviewerId,
      agreedAt: at,
    })
  }
  const to = moderation.length > 0 ? 'moderation' : differences.length > 0 ? 'compared' : 'agreed'
  await moveSubmission(transaction, submissionId, ['in-review'], to)
  if (to !== 'compared') await movePortfolio(transaction, portfolioId, ['in-review'], to)
  if (moderation.length > 0) await insertModeration(transaction, submissionId, moderation, at)
  await recordAudit(transaction, context, actor, {
    action: 'compare-reviews',
    subjectKind: 'submission',
    subjectId: submissionId,
    detail: { to, differences: differences.map((one) => one.criterion), moderation },
  })
}
