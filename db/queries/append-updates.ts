/**
 * The hot path of live writing: one transaction that appends the waiting updates of all documents to the log.
 *
 * SQLite has one connection for everybody. The batch waits for Kysely's lock on it and then runs synchronously on
 * prepared statements: without the lock it would join, and be rolled back with, whatever transaction is open.
 * PostgreSQL gets one statement. It locks the document rows in order of id before it draws a sequence, so the order
 * within a document is the order of commits, also when several servers write.
 */
import type Database from 'better-sqlite3'
import type { OpenDatabase } from '../database.ts'

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
  updates: WaitingUpdate[]
  /** Yjs clients seen for the first time in these updates. */
  clients: { clientId: number; personId: string; firstSeenAt: string }[]
}
/** The last sequence of each document that was appended to; a document without one is frozen, gone or of another epoch. */
export type Appended = Map<string, number>
export type AppendUpdates = (batch: WaitingDocument[]) => Promise<Appended>

export function makeAppendUpdates({ db, sqlite, pool }: OpenDatabase): AppendUpdates {
  if (sqlite) {
    const append = sqliteAppender(sqlite)
    return (batch) => db.connection().execute(async () => append(batch))
  }
  if (!pool) throw new Error('an open database has a SQLite handle or a PostgreSQL pool')
  return async (batch) => {
    const updates = batch.flatMap(({ documentId, epoch, updates }) =>
      updates.map((update) => ({ ...update, documentId, epoch })),
    )
    const clients = batch.flatMap(({ documentId, clients }) => clients.map((client) => ({ ...client, documentId })))
    const { rows } = await pool.query<{ sequence: number; documentId: string }>({
      name: 'append-updates',
      text: postgresStatement,
      values: [
        batch.map(({ documentId }) => documentId),
        batch.map(({ epoch }) => epoch),
        updates.map(({ documentId }) => documentId),
        updates.map(({ epoch }) => epoch),
        updates.map(({ personId }) => personId),
        updates.map(({ connectionId }) => connectionId),
        updates.map(({ insertedCharacters }) => insertedCharacters),
        updates.map(({ deletedCharacters }) => deletedCharacters),
        updates.map(({ createdAt }) => createdAt),
        updates.map(({ update }) => Buffer.from(update.buffer, update.byteOffset, update.byteLength)),
        clients.map(({ documentId }) => documentId),
        clients.map(({ clientId }) => clientId),
        clients.map(({ personId }) => personId),
        clients.map(({ firstSeenAt }) => firstSeenAt),
      ],
    })
    const appended: Appended = new Map()
    for (const { documentId, sequence } of rows) {
      appended.set(documentId, Math.max(appended.get(documentId) ?? 0, Number(sequence)))
    }
    return appended
  }
}

const postgresStatement = `
with expected as (select * from unnest($1::text[], $2::bigint[]) as t(id, epoch)),
locked as materialized (
  select document.id from document join expected on expected.id = document.id and expected.epoch = document.epoch
  where document.state = 'open' order by document.id for update of document
),
clients as (
  insert into document_client ("documentId", "clientId", "personId", "firstSeenAt")
  select t.* from unnest($11::text[], $12::bigint[], $13::text[], $14::text[]) as t(id, client, person, seen)
  join locked on locked.id = t.id on conflict do nothing
)
insert into document_update
  ("documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters", "createdAt", "update")
select t.id, t.epoch, t.person, t.connection, t.inserted, t.deleted, t.at, t.bytes
from unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::bytea[])
  with ordinality as t(id, epoch, person, connection, inserted, deleted, at, bytes, position)
join locked on locked.id = t.id
order by t.position
returning sequence, "documentId"`

function sqliteAppender(sqlite: Database.Database): (batch: WaitingDocument[]) => Appended {
  const findOpen = sqlite.prepare(`select 1 from document where id = ? and epoch = ? and state = 'open'`)
  const insertUpdate = sqlite.prepare(
    `insert into document_update
      ("documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters", "createdAt", "update")
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertClient = sqlite.prepare(
    `insert into document_client ("documentId", "clientId", "personId", "firstSeenAt") values (?, ?, ?, ?)
     on conflict do nothing`,
  )
  return sqlite.transaction((batch: WaitingDocument[]): Appended => {
    const appended: Appended = new Map()
    for (const { documentId, epoch, updates, clients } of batch) {
      if (!findOpen.get(documentId, epoch)) continue
      let last: number | bigint = 0
      for (const row of updates) {
        last = insertUpdate.run(
          documentId,
          epoch,
          row.personId,
          row.connectionId,
          row.insertedCharacters,
          row.deletedCharacters,
          row.createdAt,
          row.update,
        ).lastInsertRowid
      }
      for (const client of clients) {
        insertClient.run(documentId, client.clientId, client.personId, client.firstSeenAt)
      }
      appended.set(documentId, Number(last))
    }
    return appended
  }).immediate
}
