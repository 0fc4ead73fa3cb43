import type { Db } from '../database.ts'

/** A portfolio as its story's door sees it, with the newest released snapshot. */
export async function findStory(db: Db, portfolioId: string) {
  return db
    .selectFrom('portfolio')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('programme_edition', 'programme_edition.id', 'portfolio.editionId')
    .innerJoin('programme', 'programme.id', 'programme_edition.programmeId')
    .leftJoin('submission', (join) =>
      join.onRef('submission.portfolioId', '=', 'portfolio.id').on('submission.state', '=', 'released'),
    )
    .select([
      'portfolio.id',
      'portfolio.state',
      'portfolio.publishedAt',
      'portfolio.storyEntries',
      'portfolio.summary',
      'portfolio.coverEvidenceId',
      'team.id as teamId',
      'team.name as teamName',
      'team.theme',
      'team.cohortId',
      'programme.name as programmeName',
      'programme_edition.template',
      'submission.id as submissionId',
    ])
    .where('portfolio.id', '=', portfolioId)
    .orderBy('submission.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Publishes or takes back. @returns whether the portfolio was in a state that allows it */
export async function markStory(
  db: Db,
  portfolioId: string,
  story: { publishedAt: string | null; storyEntries: string | null },
): Promise<boolean> {
  const row = await db
    .updateTable('portfolio')
    .set(story)
    .where('id', '=', portfolioId)
    .where('state', '=', 'certified')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The places where this team works, for a public page: site and district. */
export async function listTeamPlaces(db: Db, teamId: string) {
  return db
    .selectFrom('team_site')
    .innerJoin('site', 'site.id', 'team_site.siteId')
    .innerJoin('district', 'district.id', 'site.districtId')
    .select(['site.name as site', 'district.name as district'])
    .where('team_site.teamId', '=', teamId)
    .orderBy('site.name')
    .execute()
}
