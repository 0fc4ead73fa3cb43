import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { Tables } from '../schema/tables.ts'

/** Both engines bound the number of values in one statement; SQLite's bound is the lower one. */
const valuesInOneStatement = 20_000

export async function bulkInsert<Name extends keyof Tables>(
  transaction: Db,
  table: Name,
  rows: Insertable<Tables[Name]>[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0] as object).length
  const size = Math.max(1, Math.min(400, Math.floor(valuesInOneStatement / columns)))
  for (let at = 0; at < rows.length; at += size) {
    await transaction
      .insertInto(table)
      .values(rows.slice(at, at + size))
      .execute()
  }
}
