/**
 * Opens the one database: SQLite in a file, or PostgreSQL behind `postgres://…`.
 * Architecture 3.2: inside `transaction` only the callback's own parameter may be asked; on SQLite there is a single
 * connection and a query on the outer handle would wait for ever.
 */
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import type { Engine } from './columns.ts'
import { impatientPool } from './impatient-pool.ts'
import type { Tables } from './schema/tables.ts'
import { withStatementCache } from './statement-cache.ts'
import { UpdateJournal } from './update-journal.ts'

/** What a query may be asked of: the database or a transaction on it. */
export type Db = Kysely<Tables> | Transaction<Tables>
export type OpenDatabase = {
  engine: Engine
  db: Kysely<Tables>
  /** The raw SQLite handle, for the update log's prepared statements. */
  sqlite: Database.Database | undefined
  /** The newest part of the update log, on SQLite. */
  journal: UpdateJournal | undefined
  pool: pg.Pool | undefined
  /** Where the database is, for connections that serve one purpose alone. */
  url: string
  close: () => Promise<void>
}

const requiredPragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  busy_timeout: 5000,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
} as const

/** SQLite's DDL is transactional; Kysely's own adapter says otherwise, and a failed migration would stay half done. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Takes the write lock at the start, so that no transaction fails half way when it upgrades from reading to writing. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class FieldfolioSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database
  constructor(handle: Database.Database) {
    const database = withStatementCache(handle) as Database.Database
    super({ database })
    this.#database = database
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver({ database: this.#database })
  }
}

function openSqlite(file: string): OpenDatabase {
  const handle = new Database(file)
  for (const [name, value] of Object.entries(requiredPragmas)) {
    handle.pragma(`${name} = ${value}`)
    const now = handle.pragma(name, { simple: true })
    const inMemory = name === 'journal_mode' && now === 'memory'
    if (now !== value && !inMemory) throw new Error(`SQLite refused ${name} = ${value} (it is ${now})`)
  }
  const db = new Kysely<Tables>({ dialect: new FieldfolioSqliteDialect(handle) })
  const journal = new UpdateJournal(handle)
  return { engine: 'sqlite', db, sqlite: handle, journal, pool: undefined, url: file, close: () => db.destroy() }
}

/** How PostgreSQL finds out that a server of ours is gone without a word. */
export const deadPeers = '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3'

function openPostgres(url: string): OpenDatabase {
  const bigint = 20
  const pool = impatientPool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 10_000,
    // A server that is cut off in the middle of a transaction must not keep its locks from the others.
    idle_in_transaction_session_timeout: 15_000,
    options: deadPeers,
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary' = 'text') =>
        oid === bigint && format === 'text'
          ? Number
          : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { engine: 'postgres', db, sqlite: undefined, journal: undefined, pool, url, close: () => db.destroy() }
}

/** @param url `sqlite:<file>` or `postgres://…` */
export function openDatabase(url: string): OpenDatabase {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
  return openSqlite(url.replace(/^sqlite:/, ''))
}
