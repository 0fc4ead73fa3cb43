import { mkdirSync } from 'node:fs'
import { holdSqlite } from '#db/hold-sqlite.ts'
import { type Config, ConfigurationProblems } from '../config.ts'

/**
 * Keeps the database for this process where it is a SQLite file, until the process ends or lets go.
 * @throws ConfigurationProblems where another one has it
 */
export function holdDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): () => void {
  mkdirSync(config.dataDir, { recursive: true })
  const release = holdSqlite(config.databaseUrl)
  if (release) return release
  const file = config.databaseUrl.replace(/^sqlite:/, '')
  throw new ConfigurationProblems([
    `Another server has the database ${file} open. Stop it first; for several servers set DATABASE_URL to a PostgreSQL.`,
  ])
}
