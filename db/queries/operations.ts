import { sql } from 'kysely'
import type { Db, OpenDatabase } from '../database.ts'

/** @throws where the database does not answer. */
export async function pingDatabase(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}

/** Bytes of the whole database; on SQLite also what is still in its log. */
export async function databaseSize({ db, sqlite }: OpenDatabase): Promise<number> {
  if (sqlite)
    return Number(sqlite.pragma('page_count', { simple: true })) * Number(sqlite.pragma('page_size', { simple: true }))
  const { rows } = await sql<{ bytes: string | number }>`select pg_database_size(current_database()) as bytes`.execute(
    db,
  )
  return Number(rows[0]?.bytes)
}

/** "SQLite 3.50.1", "PostgreSQL 18.4". */
export async function databaseVersion({ db, sqlite }: OpenDatabase): Promise<string> {
  if (sqlite) {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db)
    return `SQLite ${rows[0]?.version}`
  }
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  return `PostgreSQL ${rows[0]?.server_version}`
}

/** Whose documents these are: each with its team. */
export async function listDocumentTeams(db: Db, documentIds: string[]) {
  if (documentIds.length === 0) return []
  return db
    .selectFrom('entry')
    .innerJoin('portfolio', 'portfolio.id', 'entry.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select(['entry.documentId', 'team.id as teamId', 'team.name', 'team.cohortId', 'team.state'])
    .where('entry.documentId', 'in', documentIds)
    .execute()
}

export async function countPeople(db: Db): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select((e) => e.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  return Number(row.people)
}
