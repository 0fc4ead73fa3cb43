/** Looks at a database without changing it, for the operator's doctor. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { openDatabase } from './database.ts'

export type SqliteReading = { version: string; present: boolean; journalMode?: string; damage?: string }
export type PostgresReading = { version: string; settings: Record<string, string>; clockAhead: number }

/** Reads the file beside a running server too: the connection can only read. */
export function examineSqlite(file: string): SqliteReading {
  const memory = new Database(':memory:')
  const { version } = memory.prepare('select sqlite_version() as version').get() as { version: string }
  memory.close()
  if (!existsSync(file)) return { version, present: false }
  const database = new Database(file, { readonly: true })
  try {
    const journalMode = String(database.pragma('journal_mode', { simple: true }))
    const damage = String(database.pragma('quick_check(1)', { simple: true }))
    return { version, present: true, journalMode, ...(damage === 'ok' ? {} : { damage }) }
  } finally {
    database.close()
  }
}

/** Makes a small database in a folder with every setting that ours needs, and takes it away. @throws where one is refused */
export async function trySqliteIn(folder: string): Promise<void> {
  const file = join(folder, `doctor-${process.pid}.sqlite`)
  const database = openDatabase(`sqlite:${file}`)
  try {
    database.sqlite?.exec('create table try (word text); insert into try values (1)')
  } finally {
    await database.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
}

const asked = ['server_version', 'synchronous_commit', 'fsync', 'full_page_writes', 'max_connections'] as const

/** @throws where it cannot be reached within some seconds */
export async function examinePostgres(url: string): Promise<PostgresReading> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  await client.connect()
  try {
    const settings: Record<string, string> = {}
    for (const name of asked) {
      const { rows } = await client.query(`select current_setting($1) as value`, [name])
      settings[name] = String(rows[0].value)
    }
    const { rows } = await client.query('select extract(epoch from clock_timestamp()) as now')
    return { version: settings.server_version as string, settings, clockAhead: Number(rows[0].now) - Date.now() / 1000 }
  } finally {
    await client.end()
  }
}
