import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { PortfolioTable } from '../schema/portfolio.ts'

/** A portfolio with its team, its cohort's calendar, and the edition it is pinned to. */
export async function findPortfolio(db: Db, portfolioId: string) {
  return db
    .selectFrom('portfolio')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('cohort', 'cohort.id', 'team.cohortId')
    .innerJoin('programme_edition', 'programme_edition.id', 'portfolio.editionId')
    .selectAll('portfolio')
    .select([
      'team.name as teamName',
      'team.cohortId',
      'cohort.startsOn',
      'cohort.endsOn',
      'cohort.timeZone',
      'programme_edition.template',
      'programme_edition.phases',
    ])
    .where('portfolio.id', '=', portfolioId)
    .executeTakeFirst()
}

export async function findPortfolioOfTeam(db: Db, teamId: string) {
  return db
    .selectFrom('portfolio')
    .innerJoin('programme_edition', 'programme_edition.id', 'portfolio.editionId')
    .selectAll('portfolio')
    .select(['programme_edition.template', 'programme_edition.phases'])
    .where('portfolio.teamId', '=', teamId)
    .executeTakeFirst()
}

export async function getCohortEdition(db: Db, cohortId: string): Promise<string> {
  const row = await db.selectFrom('cohort').select('editionId').where('id', '=', cohortId).executeTakeFirstOrThrow()
  return row.editionId
}

/** @returns false when the team has one already: a team and its portfolio are one to one. */
export async function insertPortfolio(db: Db, portfolio: Insertable<PortfolioTable>): Promise<boolean> {
  const row = await db
    .insertInto('portfolio')
    .values(portfolio)
    .onConflict((conflict) => conflict.column('teamId').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that the portfolio was worked on; as an update it also holds the row until the transaction ends. */
export async function touchPortfolio(transaction: Db, portfolioId: string, at: string): Promise<void> {
  await transaction.updateTable('portfolio').set({ touchedAt: at }).where('id', '=', portfolioId).execute()
}

export async function saveCover(db: Db, portfolioId: string, evidenceId: string | null): Promise<void> {
  await db.updateTable('portfolio').set({ coverEvidenceId: evidenceId }).where('id', '=', portfolioId).execute()
}

export async function listPortfolioSections(db: Db, portfolioId: string) {
  return db.selectFrom('portfolio_section').selectAll().where('portfolioId', '=', portfolioId).execute()
}

export async function findHiddenPrompts(db: Db, portfolioId: string, section: string): Promise<string[]> {
  const row = await db
    .selectFrom('portfolio_section')
    .select('hiddenPrompts')
    .where('portfolioId', '=', portfolioId)
    .where('section', '=', section)
    .executeTakeFirst()
  return row ? (JSON.parse(row.hiddenPrompts) as string[]) : []
}

export async function saveHiddenPrompts(db: Db, portfolioId: string, section: string, keys: string[]): Promise<void> {
  const hiddenPrompts = JSON.stringify(keys)
  await db
    .insertInto('portfolio_section')
    .values({ portfolioId, section, hiddenPrompts, reopenedAt: null, dueOn: null, reopenedBecause: null })
    .onConflict((conflict) => conflict.columns(['portfolioId', 'section']).doUpdateSet({ hiddenPrompts }))
    .execute()
}
