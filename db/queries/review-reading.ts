/** What a reader of submissions sees: frozen pages, and the list of a cohort's submissions. */
import type { Db } from '../database.ts'
import { hideWithdrawnEvidence } from './withdrawn-evidence.ts'

/** The frozen entries with their rendered pages, in reading order within each section. */
export async function listSnapshotPages(db: Db, submissionId: string) {
  const pages = await db
    .selectFrom('submission_entry')
    .leftJoin('person', 'person.id', 'submission_entry.authorId')
    .select([
      'submission_entry.id',
      'submission_entry.entryId',
      'submission_entry.section',
      'submission_entry.title',
      'submission_entry.position',
      'submission_entry.html',
      'submission_entry.content',
      'submission_entry.wordCount',
      'person.displayName as authorName',
    ])
    .where('submissionId', '=', submissionId)
    .orderBy('submission_entry.position')
    .orderBy('submission_entry.id')
    .execute()
  return hideWithdrawnEvidence(db, submissionId, pages)
}

export async function findSnapshotContent(db: Db, submissionId: string, entryId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('submission_entry')
    .select('content')
    .where('submissionId', '=', submissionId)
    .where('entryId', '=', entryId)
    .executeTakeFirst()
  return row?.content
}

/** The submission before this one, withdrawn ones left out. */
export async function findEarlierSubmission(db: Db, portfolioId: string, beforeNumber: number) {
  return db
    .selectFrom('submission')
    .select(['id', 'number'])
    .where('portfolioId', '=', portfolioId)
    .where('number', '<', beforeNumber)
    .where('state', '!=', 'withdrawn')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findLatestSubmission(db: Db, portfolioId: string) {
  return db
    .selectFrom('submission')
    .select(['id', 'number', 'state'])
    .where('portfolioId', '=', portfolioId)
    .where('state', '!=', 'withdrawn')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Every submission of a cohort but withdrawn ones, newest last, with its decision and moderation. */
export async function listCohortSubmissions(db: Db, cohortId: string) {
  return db
    .selectFrom('submission')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .leftJoin('decision', 'decision.submissionId', 'submission.id')
    .leftJoin('moderation', 'moderation.submissionId', 'submission.id')
    .select([
      'submission.id as submissionId',
      'submission.number',
      'submission.state',
      'submission.submittedAt',
      'portfolio.id as portfolioId',
      'portfolio.state as portfolioState',
      'team.id as teamId',
      'team.name as teamName',
      'decision.outcome',
      'decision.state as decisionState',
      'decision.signedById',
      'decision.signedAs',
      'decision.releasedAt',
      'moderation.reason as moderationReason',
      'moderation.openedAt as moderationSince',
    ])
    .where('team.cohortId', '=', cohortId)
    .where('submission.state', '!=', 'withdrawn')
    .orderBy('team.name')
    .orderBy('submission.number')
    .execute()
}

export async function listCohortPanels(db: Db, cohortId: string) {
  return db
    .selectFrom('review')
    .innerJoin('submission', 'submission.id', 'review.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('person', 'person.id', 'review.reviewerId')
    .select([
      'review.id as reviewId',
      'review.submissionId',
      'review.reviewerId',
      'review.place',
      'review.state',
      'review.openedAt',
      'review.submittedAt',
      'person.displayName as name',
    ])
    .where('team.cohortId', '=', cohortId)
    .orderBy('review.place')
    .execute()
}

/** Teams of the cohort that have submitted nothing yet, or withdrew. */
export async function listTeamsWithoutSubmission(db: Db, cohortId: string) {
  return db
    .selectFrom('team')
    .innerJoin('portfolio', 'portfolio.teamId', 'team.id')
    .select(['team.id as teamId', 'team.name as teamName', 'portfolio.state'])
    .where('team.cohortId', '=', cohortId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('submission')
            .select('submission.id')
            .whereRef('submission.portfolioId', '=', 'portfolio.id')
            .where('submission.state', '!=', 'withdrawn'),
        ),
      ),
    )
    .orderBy('team.name')
    .execute()
}

/** Whether any member's presence at a review session of this team is on record. */
export async function tookPartInReviewSession(db: Db, teamId: string): Promise<boolean> {
  const row = await db
    .selectFrom('attendance')
    .innerJoin('event', 'event.id', 'attendance.eventId')
    .select('attendance.eventId')
    .where('event.kind', '=', 'review-session')
    .where('event.teamId', '=', teamId)
    .where('attendance.status', 'in', ['present', 'late'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function findCohort(db: Db, cohortId: string) {
  return db.selectFrom('cohort').selectAll().where('id', '=', cohortId).executeTakeFirst()
}

/** The newest submission of a portfolio whose decision the team has. */
export async function findReleasedSubmissionId(db: Db, portfolioId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('decision', 'decision.submissionId', 'submission.id')
    .select('submission.id')
    .where('submission.portfolioId', '=', portfolioId)
    .where('decision.state', '=', 'released')
    .orderBy('submission.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Decisions of these cohorts that wait for a signature. */
export async function listDecisionsToSign(db: Db, cohortIds: string[]) {
  if (cohortIds.length === 0) return []
  return db
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select([
      'decision.submissionId',
      'decision.outcome',
      'decision.proposedById',
      'decision.signedById',
      'decision.signedAs',
      'team.name as teamName',
      'team.cohortId',
    ])
    .where('decision.state', '=', 'proposed')
    .where('team.cohortId', 'in', cohortIds)
    .orderBy('team.name')
    .execute()
}
