import type { Db } from '../database.ts'

export async function findCohort(db: Db, cohortId: string) {
  return db.selectFrom('cohort').selectAll().where('id', '=', cohortId).executeTakeFirst()
}

/** Each team of a cohort with the few facts that tell whether it needs care, in one query. */
export async function listTeamsForCare(db: Db, cohortId: string, today: string) {
  return db
    .selectFrom('team')
    .leftJoin('portfolio', 'portfolio.teamId', 'team.id')
    .leftJoin('cluster', 'cluster.id', 'team.clusterId')
    .where('team.cohortId', '=', cohortId)
    .select([
      'team.id',
      'team.name',
      'team.theme',
      'cluster.name as cluster',
      'portfolio.id as portfolioId',
      'portfolio.state',
      'portfolio.touchedAt',
    ])
    .select((e) => [
      e
        .selectFrom('membership')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('membership.teamId', '=', 'team.id')
        .where((inner) => inner.or([inner('membership.endedOn', 'is', null), inner('membership.endedOn', '>', today)]))
        .as('members'),
      e
        .selectFrom('champion')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('champion.teamId', '=', 'team.id')
        .where('champion.confirmedAt', 'is not', null)
        .as('confirmedChampions'),
      e
        .selectFrom('mentor_assignment')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('mentor_assignment.teamId', '=', 'team.id')
        .where('mentor_assignment.kind', '=', 'mentor')
        .where('mentor_assignment.endedOn', 'is', null)
        .as('mentors'),
      e
        .selectFrom('evidence')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('evidence.portfolioId', '=', 'portfolio.id')
        .where('evidence.consentState', '=', 'pending')
        .where('evidence.archivedAt', 'is', null)
        .as('consentPending'),
      e
        .selectFrom('portfolio_section')
        .select((inner) => inner.fn.min('portfolio_section.dueOn').as('due'))
        .whereRef('portfolio_section.portfolioId', '=', 'portfolio.id')
        .where('portfolio_section.reopenedAt', 'is not', null)
        .as('dueOn'),
    ])
    .orderBy('team.name')
    .execute()
}

/** Submissions of a cohort that wait for somebody, with how many seats are taken and how many reviews are in. */
export async function listWaitingSubmissions(db: Db, cohortId: string) {
  return db
    .selectFrom('submission')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .where('team.cohortId', '=', cohortId)
    .where('submission.state', 'not in', ['withdrawn', 'released'])
    .select(['submission.id', 'submission.state', 'team.id as teamId', 'team.name as teamName'])
    .select((e) => [
      e
        .selectFrom('review')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('review.submissionId', '=', 'submission.id')
        .as('seats'),
    ])
    .orderBy('team.name')
    .execute()
}
