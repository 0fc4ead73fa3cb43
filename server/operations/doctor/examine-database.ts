import { examinePostgres, examineSqlite, trySqliteIn } from '#db/examine-database.ts'
import type { Config } from '../../config.ts'
import { care, clockFinding, type Finding, isAtLeast, notAsked, reasonOf, well } from './finding.ts'

/** From here on, a checkpoint beside another connection cannot damage the log. */
const sqliteFloor = '3.51.3'
const postgresFloor = '14'

export async function examineDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>) {
  return /^postgres(ql)?:/.test(databaseUrl)
    ? lookAtPostgres(databaseUrl)
    : lookAtSqlite(databaseUrl.replace(/^sqlite:/, ''), dataDir)
}

async function lookAtSqlite(file: string, dataDir: string): Promise<Finding[]> {
  const findings: Finding[] = []
  try {
    const { version, present, journalMode, damage } = examineSqlite(file)
    findings.push(
      isAtLeast(version, sqliteFloor)
        ? well('SQLite', version)
        : care('SQLite', `${version} is too old: ${sqliteFloor} or newer keeps its log whole. Update better-sqlite3.`),
    )
    if (!present) findings.push(notAsked('Database file', `${file} comes with the first start`))
    else if (damage) findings.push(care('Database file', `${file} is damaged (${damage}). Restore the last backup.`))
    else if (journalMode !== 'wal') {
      findings.push(
        care('Database file', `${file} is in mode ${journalMode}, not wal. Start the server once: it sets it.`),
      )
    } else findings.push(well('Database file', `${file} is whole, in mode wal`))
  } catch (error) {
    findings.push(care('Database file', `${file} cannot be read (${reasonOf(error)}). Look at its owner and its disk.`))
  }
  try {
    await trySqliteIn(dataDir)
    findings.push(well('Durable writes', 'the folder takes wal and synchronous=FULL'))
  } catch (error) {
    findings.push(
      care('Durable writes', `refused (${reasonOf(error)}). Put the data directory on a disk of this machine.`),
    )
  }
  return findings
}

async function lookAtPostgres(url: string): Promise<Finding[]> {
  try {
    const { version, settings, clockAhead } = await examinePostgres(url)
    return [
      isAtLeast(version, postgresFloor)
        ? well('PostgreSQL', version)
        : care('PostgreSQL', `${version} is too old: run ${postgresFloor} or newer.`),
      ...(['synchronous_commit', 'fsync', 'full_page_writes'] as const).map((name) => safety(name, settings[name])),
      ...clockFinding('PostgreSQL', clockAhead),
    ]
  } catch (error) {
    return [care('PostgreSQL', `does not answer (${reasonOf(error)}). Check DATABASE_URL and the way there.`)]
  }
}

function safety(name: string, value: string | undefined): Finding {
  // Stronger than `on`, or as strong: the word is on this disk before anything is called saved.
  const safe = ['on', 'remote_apply'].includes(value ?? '')
  return safe ? well(name, `${value}`) : care(name, `is ${value}: what was called saved can be lost. Set it to on.`)
}
