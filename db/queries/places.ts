/** The rows that access rules hang on: where a team, a portfolio or an entry stands, each in one query. */
import type { Db } from '../database.ts'

export async function findTeamPlace(db: Db, teamId: string) {
  return db.selectFrom('team').select(['id as teamId', 'cohortId', 'state']).where('id', '=', teamId).executeTakeFirst()
}

export async function findPortfolioPlace(db: Db, portfolioId: string) {
  return db
    .selectFrom('portfolio')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select(['portfolio.id as portfolioId', 'portfolio.teamId', 'team.cohortId', 'portfolio.state'])
    .where('portfolio.id', '=', portfolioId)
    .executeTakeFirst()
}

export async function findEntryPlace(db: Db, entryId: string) {
  return db
    .selectFrom('entry')
    .innerJoin('portfolio', 'portfolio.id', 'entry.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select([
      'entry.id as entryId',
      'entry.portfolioId',
      'entry.section',
      'entry.documentId',
      'entry.authorId',
      'entry.archivedAt',
      'portfolio.teamId',
      'team.cohortId',
      'portfolio.state',
    ])
    .where('entry.id', '=', entryId)
    .executeTakeFirst()
}
