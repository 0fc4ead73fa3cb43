/** On PostgreSQL an append is one statement; with rescued text beside it, which is rare, it is one transaction. */
import type pg from 'pg'
import type { AppendUpdates } from './append-updates.ts'
import { rescueStatement, rescueValues } from './rescues.ts'

export function appendWithRescues(
  pool: pg.Pool,
  appendOn: (connection: Pick<pg.Pool, 'query'>) => AppendUpdates,
): AppendUpdates {
  const appendAlone = appendOn(pool)
  return async (batch) => {
    if (batch.every(({ rescues }) => rescues.length === 0)) return appendAlone(batch)
    const client = await pool.connect()
    try {
      await client.query('begin')
      const appended = await appendOn(client)(batch)
      for (const { documentId, rescues } of batch) {
        const sequence = appended.get(documentId)
        if (typeof sequence !== 'number') continue
        for (const rescue of rescues) await client.query(statement, rescueValues(documentId, sequence, rescue))
      }
      await client.query('commit')
      client.release()
      return appended
    } catch (error) {
      // A connection in the middle of something is of no use to anybody else.
      client.release(true)
      throw error
    }
  }
}

const statement = rescueStatement((index) => `$${index + 1}`)
