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

export async function countPeople(db: Db): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select((e) => e.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  return Number(row.people)
}
