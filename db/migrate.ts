/**
 * Brings a database to the newest shape, one transaction a migration. Several processes may start at once: whoever
 * holds the lock migrates, the others wait and then find nothing to do.
 */
import { sql } from 'kysely'
import { type AnyDatabase, builder, type Migration } from './columns.ts'
import type { OpenDatabase } from './database.ts'
import { migrations } from './migrations/index.ts'

const lockKey = 7_061_984

async function migrateNext(open: OpenDatabase, all: Migration[]): Promise<string | undefined> {
  return open.db.transaction().execute(async (transaction) => {
    const db = transaction as unknown as AnyDatabase
    if (open.engine === 'postgres') await sql`select pg_advisory_xact_lock(${lockKey})`.execute(db)
    await db.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('appliedAt', 'text', (column) => column.notNull())
      .execute()
    const applied = await db.selectFrom('migration').select('name').execute()
    const names = new Set(applied.map((row) => row.name as string))
    const next = all.find((migration) => !names.has(migration.name))
    if (!next) return undefined
    await next.up(builder(db, open.engine))
    await db.insertInto('migration').values({ name: next.name, appliedAt: new Date().toISOString() }).execute()
    return next.name
  })
}

/** @returns the names of the migrations that this call applied. */
export async function migrate(open: OpenDatabase, all: Migration[] = migrations): Promise<string[]> {
  const applied: string[] = []
  for (;;) {
    const name = await migrateNext(open, all)
    if (!name) return applied
    applied.push(name)
  }
}
