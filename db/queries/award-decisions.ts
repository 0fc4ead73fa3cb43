/** What certificates are made from: decisions, the persons they are about, and what holds a person's certificate. */
import type { Db } from '../database.ts'

export type DecisionRow = Awaited<ReturnType<typeof listAwardDecisions>>[number]

/** Decisions of a cohort with their team, in the order of the teams' names. */
export async function listAwardDecisions(db: Db, scope: { cohortId?: string; decisionId?: string }) {
  let query = db
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .leftJoin('person as first', 'first.id', 'decision.signedById')
    .leftJoin('person as second', 'second.id', 'decision.secondSignedById')
    .select([
      'decision.id',
      'submission.id as submissionId',
      'decision.state',
      'decision.outcome',
      'decision.signedById',
      'decision.secondSignedById',
      'submission.submittedAt',
      'portfolio.state as portfolioState',
      'team.id as teamId',
      'team.name as teamName',
      'team.cohortId',
      'first.displayName as firstName',
      'first.title as firstTitle',
      'second.displayName as secondName',
      'second.title as secondTitle',
    ])
    .orderBy('team.name')
    .orderBy('decision.id')
  if (scope.cohortId) query = query.where('team.cohortId', '=', scope.cohortId)
  if (scope.decisionId) query = query.where('decision.id', '=', scope.decisionId)
  return query.execute()
}

/** The living names of persons as they would stand on a certificate today. */
export async function listNames(db: Db, personIds: string[]) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('person')
    .where('id', 'in', personIds)
    .select([
      'id',
      'displayName',
      'email',
      'certificateName',
      'certificateNameLanguage',
      'certificateNameConfirmedAt',
      'timeZone',
    ])
    .execute()
}

export async function listCohortHolds(db: Db, cohortId: string) {
  return db
    .selectFrom('certificate_hold')
    .innerJoin('decision', 'decision.id', 'certificate_hold.decisionId')
    .innerJoin('submission', 'submission.id', 'decision.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .leftJoin('person as lifter', 'lifter.id', 'certificate_hold.liftedById')
    .where('team.cohortId', '=', cohortId)
    .selectAll('certificate_hold')
    .select(['team.id as teamId', 'lifter.displayName as liftedByName'])
    .execute()
}

export async function saveHold(
  db: Db,
  row: { decisionId: string; personId: string; reasons: string; createdAt: string },
): Promise<void> {
  await db
    .insertInto('certificate_hold')
    .values({ ...row, liftedAt: null, liftedById: null, liftedBecause: null })
    .onConflict((conflict) =>
      conflict
        .columns(['decisionId', 'personId'])
        .doUpdateSet((update) => ({ reasons: update.ref('excluded.reasons') })),
    )
    .execute()
}

/** @returns whether the hold was there and in force. */
export async function liftHold(
  db: Db,
  decisionId: string,
  personId: string,
  marks: { liftedAt: string; liftedById: string; liftedBecause: string },
): Promise<boolean> {
  const row = await db
    .updateTable('certificate_hold')
    .set(marks)
    .where('decisionId', '=', decisionId)
    .where('personId', '=', personId)
    .where('liftedAt', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteHold(db: Db, decisionId: string, personId: string): Promise<void> {
  await db
    .deleteFrom('certificate_hold')
    .where('decisionId', '=', decisionId)
    .where('personId', '=', personId)
    .where('liftedAt', 'is', null)
    .execute()
}

/** The teams a person is or was on, newest membership first, each with the day of its last submission. */
export async function listMemberTeams(db: Db, personId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('team', 'team.id', 'membership.teamId')
    .where('membership.personId', '=', personId)
    .orderBy('membership.startedOn', 'desc')
    .select((row) => [
      'team.id as teamId',
      'team.cohortId',
      row
        .selectFrom('submission')
        .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
        .whereRef('portfolio.teamId', '=', 'team.id')
        .where('submission.withdrawnAt', 'is', null)
        .select((last) => last.fn.max('submission.submittedAt').as('at'))
        .as('submittedAt'),
    ])
    .execute()
}

/** What holds a person's own certificates, by decision. */
export async function listPersonHolds(db: Db, personId: string) {
  return db
    .selectFrom('certificate_hold')
    .innerJoin('decision', 'decision.id', 'certificate_hold.decisionId')
    .innerJoin('submission', 'submission.id', 'decision.submissionId')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .where('certificate_hold.personId', '=', personId)
    .where('decision.state', '=', 'released')
    .select([
      'portfolio.teamId',
      'certificate_hold.reasons',
      'certificate_hold.liftedAt',
      'certificate_hold.liftedBecause',
    ])
    .execute()
}
