/** What other servers appended to the log, on PostgreSQL. SQLite has one process and nobody to follow. */
import type pg from 'pg'
import { impatient } from './append-to-postgres.ts'

export type FollowedRow = { sequence: number; update: Uint8Array; personId: string | null }
export type News = {
  /** Somebody compacted what we had not read yet: this state holds it, and who owns which Yjs client. */
  snapshot:
    | { sequence: number; state: Uint8Array; clients: { clientId: number; personId: string | null }[] }
    | undefined
  rows: FollowedRow[]
}
export type Head = { documentId: string; state: string; epoch: number; sequence: number }

/** Where the log of these documents stands. */
export async function findHeads(pool: pg.Pool, documentIds: string[]): Promise<Head[]> {
  const { rows } = await pool.query<Head>(
    impatient({
      name: 'find-heads',
      text: `select id as "documentId", state, epoch, "headSequence" as sequence from document where id = any($1)`,
      values: [documentIds],
    }),
  )
  return rows
}

/** The committed rows after a sequence, in order; one statement, so that a compaction is before or after it. */
export async function findNews(pool: pg.Pool, documentId: string, epoch: number, after: number): Promise<News> {
  const { rows } = await pool.query<FollowedRow & { whole: boolean }>(
    impatient({
      name: 'find-news',
      text: `
        select "uptoSequence" as sequence, state as update, null as "personId", true as whole from document_snapshot
        where "documentId" = $1 and epoch = $2 and "uptoSequence" > $3
        union all
        select sequence, "update", "personId", false from document_update
        where "documentId" = $1 and epoch = $2 and sequence > $3
        order by sequence, whole desc`,
      values: [documentId, epoch, after],
    }),
  )
  const whole = rows.find((row) => row.whole)
  if (!whole) return { snapshot: undefined, rows }
  const { rows: clients } = await pool.query<{ clientId: number; personId: string | null }>(
    impatient({
      text: `select "clientId", "personId" from document_client where "documentId" = $1`,
      values: [documentId],
    }),
  )
  const { sequence, update: state } = whole
  return { snapshot: { sequence, state, clients }, rows: rows.filter((row) => row.sequence > sequence) }
}

/** Says something to every server that listens. Not durable: whoever misses it finds out by asking. */
export async function tellServers(pool: pg.Pool, channel: string, words: string): Promise<void> {
  await pool.query(
    impatient({
      name: 'tell-servers',
      text: 'select pg_notify($1, $2)',
      values: [channel, words],
    }),
  )
}
