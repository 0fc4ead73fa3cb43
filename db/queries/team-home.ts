/** What only a team's home asks for, each in one query. */
import type { Db } from '../database.ts'

/** Events of the cohort and of this team between two instants, soonest first. */
export async function listEventsBetween(
  db: Db,
  where: { cohortId: string; teamId: string; from: string; until: string },
) {
  return db
    .selectFrom('event')
    .select(['id', 'kind', 'title', 'startsAt', 'endsAt', 'mode', 'place', 'videoLink', 'status'])
    .where('cohortId', '=', where.cohortId)
    .where((is) => is.or([is('teamId', 'is', null), is('teamId', '=', where.teamId)]))
    .where('endsAt', '>=', where.from)
    .where('startsAt', '<', where.until)
    .orderBy('startsAt')
    .execute()
}

/** The newest open note of somebody outside the team on the living draft. */
export async function findOpenQuestion(db: Db, portfolioId: string, authorIds: string[]) {
  if (authorIds.length === 0) return undefined
  return db
    .selectFrom('annotation')
    .innerJoin('person', 'person.id', 'annotation.authorId')
    .innerJoin('entry', 'entry.id', 'annotation.entryId')
    .select([
      'annotation.words',
      'annotation.entryId',
      'entry.title as entryTitle',
      'person.givenName as mentor',
      'annotation.createdAt',
    ])
    .where('annotation.portfolioId', '=', portfolioId)
    .where('annotation.submissionId', 'is', null)
    .where('annotation.reviewId', 'is', null)
    .where('annotation.resolvedAt', 'is', null)
    .where('annotation.audience', '=', 'team')
    .where('entry.archivedAt', 'is', null)
    .where('annotation.authorId', 'in', authorIds)
    .orderBy('annotation.createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Evidence that no page uses yet, newest first. */
export async function listUnusedEvidence(db: Db, portfolioId: string) {
  return db
    .selectFrom('evidence')
    .leftJoin('entry_evidence', 'entry_evidence.evidenceId', 'evidence.id')
    .leftJoin('person', 'person.id', 'evidence.capturedById')
    .selectAll('evidence')
    .select('person.givenName as capturedBy')
    .where('evidence.portfolioId', '=', portfolioId)
    .where('evidence.archivedAt', 'is', null)
    .where('evidence.state', '<>', 'refused')
    .where('entry_evidence.entryId', 'is', null)
    .orderBy('evidence.createdAt', 'desc')
    .orderBy('evidence.id')
    .execute()
}

export async function findCover(db: Db, evidenceId: string) {
  return db.selectFrom('evidence').selectAll().where('id', '=', evidenceId).executeTakeFirst()
}

/** How often the team has checked in, and when last. */
export async function findLastCheckIn(db: Db, teamId: string) {
  return db
    .selectFrom('check_in')
    .select(['id', 'startedAt', 'endedAt'])
    .where('teamId', '=', teamId)
    .where('endedAt', 'is not', null)
    .orderBy('startedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Pictures that may stand on the cover, newest first. */
export async function listPictures(db: Db, portfolioId: string) {
  return db
    .selectFrom('evidence')
    .selectAll()
    .where('portfolioId', '=', portfolioId)
    .where('kind', '=', 'photo')
    .where('state', '=', 'ready')
    .where('consentState', '<>', 'withdrawn')
    .where('archivedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(24)
    .execute()
}

/** The newest submission that still stands. */
export async function findLatestSubmission(db: Db, portfolioId: string) {
  return db
    .selectFrom('submission')
    .select(['id', 'state', 'number'])
    .where('portfolioId', '=', portfolioId)
    .where('state', '<>', 'withdrawn')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}
