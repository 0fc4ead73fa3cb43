/** Where a submission stands: its portfolio, team, cohort and edition, and who sits on its panel. */
import type { Db } from '../database.ts'

export async function findSubmissionPlace(db: Db, submissionId: string) {
  return db
    .selectFrom('submission')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .select([
      'submission.id as submissionId',
      'submission.number',
      'submission.state',
      'submission.submittedAt',
      'submission.manifestSha256',
      'submission.roster',
      'portfolio.id as portfolioId',
      'portfolio.state as portfolioState',
      'portfolio.editionId',
      'team.id as teamId',
      'team.name as teamName',
      'team.cohortId',
      'cohort.name as cohortName',
      'cohort.timeZone',
    ])
    .where('submission.id', '=', submissionId)
    .executeTakeFirst()
}
export type SubmissionPlace = NonNullable<Awaited<ReturnType<typeof findSubmissionPlace>>>

/** The reviews of a submission in their places, with the reviewers' names. */
export async function listPanel(db: Db, submissionId: string) {
  return db
    .selectFrom('review')
    .innerJoin('person', 'person.id', 'review.reviewerId')
    .select([
      'review.id',
      'review.submissionId',
      'review.reviewerId',
      'review.place',
      'review.state',
      'review.feedback',
      'review.assignedAt',
      'review.openedAt',
      'review.submittedAt',
      'review.total',
      'person.displayName as name',
    ])
    .where('review.submissionId', '=', submissionId)
    .orderBy('review.place')
    .execute()
}
export type PanelReview = Awaited<ReturnType<typeof listPanel>>[number]

export async function findReview(db: Db, reviewId: string) {
  return db.selectFrom('review').selectAll().where('id', '=', reviewId).executeTakeFirst()
}

export async function findEditionRow(db: Db, editionId: string) {
  return db.selectFrom('programme_edition').selectAll().where('id', '=', editionId).executeTakeFirst()
}

/**
 * Takes the submission's row for this transaction and tells the state it is in, so that whoever comes at the same
 * moment waits and then sees what was done (a portable `for update`).
 */
export async function lockSubmission(transaction: Db, submissionId: string): Promise<string | undefined> {
  const row = await transaction
    .updateTable('submission')
    .set((eb) => ({ state: eb.ref('submission.state') }))
    .where('id', '=', submissionId)
    .returning('state')
    .executeTakeFirst()
  return row?.state
}

/** @returns whether it moved. */
export async function moveSubmission(transaction: Db, id: string, from: string[], to: string): Promise<boolean> {
  const moved = await transaction
    .updateTable('submission')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** @returns whether it moved. */
export async function movePortfolio(transaction: Db, id: string, from: string[], to: string): Promise<boolean> {
  const moved = await transaction
    .updateTable('portfolio')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Notes the first opening by a reviewer; after it the team cannot withdraw. */
export async function markSubmissionOpened(transaction: Db, id: string, at: string): Promise<boolean> {
  const moved = await transaction
    .updateTable('submission')
    .set({ state: 'in-review', openedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'submitted')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

export async function findReviewerAddress(db: Db, reviewId: string) {
  return db
    .selectFrom('review')
    .innerJoin('person', 'person.id', 'review.reviewerId')
    .innerJoin('submission', 'submission.id', 'review.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select(['person.email', 'person.displayName as name', 'team.name as teamName'])
    .where('review.id', '=', reviewId)
    .executeTakeFirst()
}

/** Today's members of a team, as mail reaches them. */
export async function listMemberAddresses(db: Db, teamId: string, today: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select(['person.email', 'person.displayName as name'])
    .where('membership.teamId', '=', teamId)
    .where((eb) => eb.or([eb('membership.endedOn', 'is', null), eb('membership.endedOn', '>', today)]))
    .where('person.suspendedAt', 'is', null)
    .execute()
}
