/** What a reviewer has written so far: the side of the review room that changes with every act. */
import type { Db } from '#db/database.ts'
import { wereChangesAsked } from '#db/queries/decisions.ts'
import { listCarriedLevels } from '#db/queries/moderation.ts'
import { listCitations, listScores } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { ProgrammeEdition } from '#domain/programme/edition.ts'
import { type Feedback, parseFeedback } from '#domain/review/feedback.ts'
import { type HandInObstacle, handInObstacles } from '#domain/review/hand-in-obstacles.ts'
import { type Outcome, outcomeWords } from '#domain/review/outcome.ts'
import { isIn } from '#domain/review/review-state.ts'
import type { Level } from '#domain/review/rubric.ts'
import type { AppContext } from '../context.ts'
import { listNotes, type Note } from './notes.ts'
import { editionFor } from './review-edition.ts'
import { type OpenReview, readableReview } from './review-guard.ts'
import { draftScores, finishedReview } from './review-levels.ts'

export type CitationView = {
  id: string
  entryId: string
  blockId: string
  partId: string | null
  start: number | null
  end: number | null
  quote: string
}
export type CriterionView = {
  key: string
  title: string
  facet: string
  /** The four descriptors, level 1 first. */
  descriptors: string[]
  level: Level | null
  sentence: string
  cannotJudge: string | null
  citations: CitationView[]
  /** Where the level stands from an earlier submission. */
  carried: { level: Level; sentence: string } | null
  missing: string | null
}
export type ReviewSheet = {
  criteria: CriterionView[]
  feedback: Feedback
  notes: Note[]
  obstacles: HandInObstacle[]
  /** Only once the review is handed in. */
  result: { total: number | null; outcome: Outcome | null; words: string } | null
}

/** The sheet alone, as every act of the reviewer answers. */
export async function readOwnSheet(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  reviewId: string,
): Promise<ReviewSheet> {
  const open = await readableReview(context.db, actor, reviewId)
  return readReviewSheet(context.db, open, await editionFor(context.db, open.place.editionId))
}

export async function readReviewSheet(db: Db, open: OpenReview, edition: ProgrammeEdition): Promise<ReviewSheet> {
  const { review, place } = open
  const [scores, citations, carried, notes] = await Promise.all([
    listScores(db, [review.id]),
    listCitations(db, [review.id]),
    listCarriedLevels(db, place.portfolioId, place.number),
    listNotes(db, place.submissionId, [review.id]),
  ])
  const drafts = draftScores(scores, citations)
  const carriedLevels = Object.fromEntries(carried.map((one) => [one.criterion, one.level as Level]))
  const feedback = parseFeedback(review.feedback)
  const obstacles = handInObstacles(edition.rubric, drafts, feedback, Object.keys(carriedLevels))
  const criteria = edition.rubric.criteria.map((criterion): CriterionView => {
    const draft = drafts[criterion.key]
    const stands = carried.find((one) => one.criterion === criterion.key)
    return {
      key: criterion.key,
      title: criterion.title,
      facet: criterion.facet,
      descriptors: [...criterion.levels],
      level: draft?.level ?? null,
      sentence: draft?.sentence ?? '',
      cannotJudge: draft?.cannotJudge ?? null,
      citations: citations.filter((one) => one.criterion === criterion.key).map(citationView),
      carried: stands ? { level: stands.level as Level, sentence: stands.sentence } : null,
      missing: obstacles.find((one) => one.criterion === criterion.key)?.sentence ?? null,
    }
  })
  const result = isIn(review.state)
    ? resultOf(
        finishedReview(edition, drafts, carriedLevels, await wereChangesAsked(db, place.portfolioId, place.number)),
      )
    : null
  return { criteria, feedback, notes, obstacles, result }
}

export const citationView = (row: CitationView): CitationView => ({
  id: row.id,
  entryId: row.entryId,
  blockId: row.blockId,
  partId: row.partId,
  start: row.start,
  end: row.end,
  quote: row.quote,
})

function resultOf({ total, outcome }: { total: number | null; outcome: Outcome | null }): ReviewSheet['result'] {
  if (total === null || outcome === null) {
    return { total: null, outcome: null, words: 'One criterion could not be judged, so there is no sum.' }
  }
  return { total, outcome, words: `Your levels sum to ${total} of 400: ${outcomeWords[outcome].toLowerCase()}.` }
}
