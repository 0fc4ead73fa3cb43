/** A reviewer's own work: the assignment, levels, citations, feedback. */
import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { CitationTable, ReviewTable, ScoreTable } from '../schema/review.ts'

export async function insertReview(db: Db, review: Insertable<ReviewTable>): Promise<void> {
  await db.insertInto('review').values(review).execute()
}

/** @returns whether there was an unopened assignment to take back. */
export async function deleteUnopenedReview(db: Db, reviewId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('review')
    .where('id', '=', reviewId)
    .where('state', '=', 'assigned')
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** @returns whether this call opened it. */
export async function markReviewOpened(db: Db, reviewId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('review')
    .set({ state: 'scoring', openedAt: at })
    .where('id', '=', reviewId)
    .where('state', '=', 'assigned')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** @returns whether this call handed it in. */
export async function markReviewSubmitted(
  db: Db,
  reviewId: string,
  change: { at: string; total: number | null },
): Promise<boolean> {
  const moved = await db
    .updateTable('review')
    .set({ state: 'submitted', submittedAt: change.at, total: change.total })
    .where('id', '=', reviewId)
    .where('state', '=', 'scoring')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

export async function moveReviews(db: Db, submissionId: string, from: string, to: string): Promise<void> {
  await db
    .updateTable('review')
    .set({ state: to })
    .where('submissionId', '=', submissionId)
    .where('state', '=', from)
    .execute()
}

/** Changes the review only while it is being written. @returns whether it was. */
export async function lockScoringReview(db: Db, reviewId: string): Promise<boolean> {
  const row = await db
    .updateTable('review')
    .set((eb) => ({ state: eb.ref('review.state') }))
    .where('id', '=', reviewId)
    .where('state', '=', 'scoring')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateFeedback(db: Db, reviewId: string, feedback: string): Promise<void> {
  await db.updateTable('review').set({ feedback }).where('id', '=', reviewId).execute()
}

/** One score a criterion; writing it again replaces it. */
export async function upsertScore(db: Db, score: Insertable<ScoreTable>): Promise<void> {
  const { reviewId: _review, criterion: _criterion, ...change } = score
  await db
    .insertInto('score')
    .values(score)
    .onConflict((conflict) => conflict.columns(['reviewId', 'criterion']).doUpdateSet(change))
    .execute()
}

export async function listScores(db: Db, reviewIds: string[]) {
  if (reviewIds.length === 0) return []
  return db.selectFrom('score').selectAll().where('reviewId', 'in', reviewIds).execute()
}
export type ScoreRow = Awaited<ReturnType<typeof listScores>>[number]

export async function insertCitation(db: Db, citation: Insertable<CitationTable>): Promise<void> {
  await db.insertInto('citation').values(citation).execute()
}

export async function deleteCitation(db: Db, reviewId: string, citationId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('citation')
    .where('id', '=', citationId)
    .where('reviewId', '=', reviewId)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

export async function listCitations(db: Db, reviewIds: string[]) {
  if (reviewIds.length === 0) return []
  return db
    .selectFrom('citation')
    .selectAll()
    .where('reviewId', 'in', reviewIds)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}
export type CitationRow = Awaited<ReturnType<typeof listCitations>>[number]

/** What a reviewer has before them: their reviews, the nearest first. */
export async function listReviewsOf(db: Db, reviewerId: string) {
  return db
    .selectFrom('review')
    .innerJoin('submission', 'submission.id', 'review.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .select([
      'review.id as reviewId',
      'review.state',
      'review.assignedAt',
      'review.submittedAt',
      'submission.id as submissionId',
      'submission.number',
      'submission.state as submissionState',
      'submission.submittedAt as receivedAt',
      'team.name as teamName',
      'team.theme',
      'cohort.name as cohortName',
      'portfolio.editionId',
    ])
    .where('review.reviewerId', '=', reviewerId)
    .where('submission.state', '!=', 'withdrawn')
    .orderBy('review.assignedAt', 'desc')
    .execute()
}

/** Opens the finished reviews of a submission to the team. */
export async function markReviewsReleased(db: Db, submissionId: string, at: string): Promise<void> {
  await db
    .updateTable('review')
    .set({ state: 'released', releasedAt: at })
    .where('submissionId', '=', submissionId)
    .where('state', '=', 'compared')
    .execute()
}

export async function markReviewsRecalled(db: Db, submissionId: string): Promise<void> {
  await db
    .updateTable('review')
    .set({ state: 'compared', releasedAt: null })
    .where('submissionId', '=', submissionId)
    .where('state', '=', 'released')
    .execute()
}
