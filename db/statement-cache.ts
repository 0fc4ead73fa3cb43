import type Database from 'better-sqlite3'

const most = 500

/**
 * The handle as Kysely sees it, with its statements kept: the product asks the same few hundred sentences again and
 * again, and preparing one costs several times its answer. What was asked longest ago goes first.
 */
export function withStatementCache(handle: Database.Database): Pick<Database.Database, 'prepare' | 'close'> {
  const kept = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    const known = kept.get(sql)
    // Statements of migrations run once, and what they leave behind has another shape.
    if (!known && !/^(select|insert|update|delete|with|begin|commit|rollback)\b/i.test(sql)) return handle.prepare(sql)
    const statement = known ?? handle.prepare(sql)
    if (known) kept.delete(sql)
    else if (kept.size >= most) kept.delete(kept.keys().next().value as string)
    kept.set(sql, statement)
    return statement
  }
  return { prepare: prepare as Database.Database['prepare'], close: () => handle.close() }
}
