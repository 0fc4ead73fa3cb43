import pg from 'pg'
import { deadPeers } from './database.ts'
import { holdKey } from './queries/append-to-postgres.ts'

const waitAtMost = 10_000
/** Then the database ends the hold: somebody was cut off, and everybody else waits. */
const longestHold = 30_000

/**
 * Keeps every server from appending to these documents until `release`. The lock belongs to a connection of its own: it
 * ends with it, also when this server is killed.
 * @throws when another server holds one of them for too long
 */
export async function holdDocuments(url: string, documentIds: string[]): Promise<{ release: () => Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: waitAtMost,
    keepAlive: true,
    options: `${deadPeers} -c idle_session_timeout=${longestHold} -c lock_timeout=${waitAtMost}`,
    application_name: 'fieldfolio hold',
  })
  client.on('error', () => {}) // the letters of other servers are then no longer kept waiting
  const release = () => client.end().catch(() => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ key: string }>(
      `select distinct ${holdKey('id')}::text as key from unnest($1::text[]) as t(id)`,
      [documentIds],
    )
    // In one order everywhere, so that two freezes never wait for each other.
    for (const { key } of rows.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
      await client.query('select pg_advisory_lock($1::bigint)', [key])
    }
    return { release }
  } catch (error) {
    await release()
    throw error
  }
}
