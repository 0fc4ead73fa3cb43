import Database from 'better-sqlite3'

/** How long a server that is just ending may take to let go. */
const patience = 2_000

/**
 * Keeps a SQLite file for this process: live documents are in the memory of the one server that has it. The lock is the
 * operating system's, on a small file beside it, so it ends with the process however that ends.
 * @param url as in the configuration; PostgreSQL is nobody's alone
 * @returns what lets go, or undefined where another process has it
 */
export function holdSqlite(url: string): (() => void) | undefined {
  if (/^postgres(ql)?:\/\//.test(url)) return () => {}
  const lock = new Database(`${url.replace(/^sqlite:/, '')}.lock`, { timeout: patience })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return () => lock.close()
}
