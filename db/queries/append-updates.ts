/**
 * The hot path of live writing: one transaction that appends the waiting updates of all documents to the log.
 *
 * SQLite has one connection for everybody. The batch runs synchronously on prepared statements, and waits for Kysely's
 * lock while a transaction is open: otherwise it would join it, and be rolled back with it. Its rows go into the journal
 * first (`update-journal.ts`).
 * PostgreSQL, where several servers may write, has its own (`append-to-postgres.ts`).
 */
import type Database from 'better-sqlite3'
import type { OpenDatabase } from '../database.ts'
import type { UpdateJournal } from '../update-journal.ts'
import { postgresAppender } from './append-to-postgres.ts'
import { appendWithRescues } from './append-with-rescues.ts'
import { rescueStatement, rescueValues, type WaitingRescue } from './rescues.ts'

export type WaitingUpdate = {
  personId: string
  connectionId: string
  insertedCharacters: number
  deletedCharacters: number
  createdAt: string
  update: Uint8Array
}
export type WaitingDocument = {
  documentId: string
  epoch: number
  /** Everything up to here is in the memory that the updates were checked against. */
  sequence: number
  updates: WaitingUpdate[]
  /** Yjs clients seen for the first time in these updates. */
  clients: { clientId: number; personId: string; firstSeenAt: string }[]
  /** Text that these updates swallowed: written with them or not at all. */
  rescues: WaitingRescue[]
}
/**
 * The last sequence of each document that was appended to, or why not yet: another server wrote in between (`behind`),
 * or keeps everybody waiting for the moment of a freeze (`held`). A document without either is frozen, gone or of
 * another epoch.
 */
export type Appended = Map<string, number | 'behind' | 'held'>
export type AppendUpdates = (batch: WaitingDocument[]) => Promise<Appended>

export function makeAppendUpdates({ db, sqlite, journal, pool }: OpenDatabase): AppendUpdates {
  if (sqlite && journal) {
    const append = sqliteAppender(sqlite, journal)
    return async (batch) => (sqlite.inTransaction ? db.connection().execute(async () => append(batch)) : append(batch))
  }
  if (!pool) throw new Error('an open database has a SQLite handle or a PostgreSQL pool')
  return appendWithRescues(pool, postgresAppender)
}

function sqliteAppender(sqlite: Database.Database, journal: UpdateJournal): (batch: WaitingDocument[]) => Appended {
  const findOpen = sqlite
    .prepare(`select id, epoch from document where state = 'open' and id in (select value from json_each(?))`)
    .raw()
  const insertClient = sqlite.prepare(
    `insert into document_client ("documentId", "clientId", "personId", "firstSeenAt") values (?, ?, ?, ?)
     on conflict do nothing`,
  )
  const insertRescue = sqlite.prepare(rescueStatement(() => '?'))
  const append = sqlite.transaction((batch: WaitingDocument[]) => {
    const ids = JSON.stringify(batch.map(({ documentId }) => documentId))
    const epochs = new Map(findOpen.all(ids) as [id: string, epoch: number][])
    const open = batch.filter(({ documentId, epoch }) => epochs.get(documentId) === epoch)
    if (open.length === 0) return { last: new Map<string, number>(), committed: () => {} }
    const appended = journal.append(open)
    for (const { documentId, clients, rescues } of open) {
      for (const client of clients) {
        insertClient.run(documentId, client.clientId, client.personId, client.firstSeenAt)
      }
      const last = appended.last.get(documentId) as number
      for (const rescue of rescues) insertRescue.run(...rescueValues(documentId, last, rescue))
    }
    return appended
  }).immediate
  return (batch) => {
    const { last, committed } = append(batch)
    committed()
    return last
  }
}
