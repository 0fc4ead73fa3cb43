import type { Db } from '../database.ts'

/** The parts of a portfolio's sites, in the order of the site: where a piece of evidence can belong. */
export async function listSiteElements(db: Db, portfolioId: string) {
  return db
    .selectFrom('site_element')
    .innerJoin('site', 'site.id', 'site_element.siteId')
    .innerJoin('team_site', 'team_site.siteId', 'site.id')
    .innerJoin('portfolio', 'portfolio.teamId', 'team_site.teamId')
    .where('portfolio.id', '=', portfolioId)
    .select(['site_element.id', 'site_element.name', 'site_element.kind', 'site.name as siteName'])
    .orderBy('site.name')
    .orderBy('site_element.position')
    .orderBy('site_element.id')
    .execute()
}

/** The portfolios of these teams with the team's name, for somebody who wears several hats. */
export async function listPortfoliosOfTeams(db: Db, teamIds: readonly string[]) {
  if (teamIds.length === 0) return []
  return db
    .selectFrom('portfolio')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .where('team.id', 'in', teamIds)
    .select([
      'portfolio.id as portfolioId',
      'team.id as teamId',
      'team.name as teamName',
      'team.cohortId',
      'portfolio.state',
    ])
    .orderBy('team.name')
    .execute()
}

export async function findTeamName(db: Db, teamId: string): Promise<string | undefined> {
  return (await db.selectFrom('team').select('name').where('id', '=', teamId).executeTakeFirst())?.name
}
