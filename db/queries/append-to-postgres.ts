/**
 * The append on PostgreSQL: one statement, also when several servers write.
 *
 * It locks the document rows in order of id, and only then draws sequences: so the order within a document is the order
 * of commits. A document is appended to only where its head is what the sender has in memory: whoever checked edits
 * against less (clocks, owners of Yjs clients, size, schema) follows the log first and appends again.
 * A server that freezes a document holds its advisory lock; the shared one taken here ends with the commit.
 */
import type pg from 'pg'
import type { Appended, AppendUpdates, WaitingDocument } from './append-updates.ts'

/** What a hold locks: a number made of the document's id. */
export const holdKey = (id: string) => `hashtextextended(${id}, 7061984)`

/** A database that does not answer for so long is away: nobody is told that their words are saved. */
const patience = 5_000

/** The same query, given up after a while: its connection is thrown away, because it may be a dead one. */
export const impatient = (query: pg.QueryConfig): pg.QueryConfig => Object.assign(query, { query_timeout: patience })

type Row = { id: string; free: boolean; level: boolean | null; sequence: number | null }

/** @param connection the pool, or one connection in the middle of a transaction */
export function postgresAppender(connection: Pick<pg.Pool, 'query'>): AppendUpdates {
  return async (batch) => {
    const { rows } = await connection.query<Row>(impatient(statementOf(batch)))
    const appended: Appended = new Map()
    for (const { id, free, level, sequence } of rows) {
      if (sequence !== null) appended.set(id, Number(sequence))
      else if (!free) appended.set(id, 'held')
      else if (level === false) appended.set(id, 'behind')
    }
    return appended
  }
}

function statementOf(batch: WaitingDocument[]) {
  const updates = batch.flatMap(({ documentId, epoch, updates }) =>
    updates.map((update) => ({ ...update, documentId, epoch })),
  )
  const clients = batch.flatMap(({ documentId, clients }) => clients.map((client) => ({ ...client, documentId })))
  return {
    name: 'append-updates',
    text: statement,
    values: [
      batch.map(({ documentId }) => documentId),
      batch.map(({ epoch }) => epoch),
      batch.map(({ sequence }) => sequence),
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
  }
}

const statement = `
with expected as materialized (
  select t.id, t.epoch, t.known, pg_try_advisory_xact_lock_shared(${holdKey('t.id')}) as free
  from unnest($1::text[], $2::bigint[], $3::bigint[]) as t(id, epoch, known)
),
locked as materialized (
  select document.id, document."headSequence" <= expected.known as level
  from document join expected on expected.id = document.id and expected.epoch = document.epoch
  where expected.free and document.state = 'open' order by document.id for no key update of document
),
ready as materialized (select id from locked where level),
clients as (
  insert into document_client ("documentId", "clientId", "personId", "firstSeenAt")
  select t.* from unnest($12::text[], $13::bigint[], $14::text[], $15::text[]) as t(id, client, person, seen)
  join ready on ready.id = t.id on conflict do nothing
),
inserted as (
  insert into document_update
    ("documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters", "createdAt", "update")
  select t.id, t.epoch, t.person, t.connection, t.inserted, t.deleted, t.at, t.bytes
  from unnest($4::text[], $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::text[], $11::bytea[])
    with ordinality as t(id, epoch, person, connection, inserted, deleted, at, bytes, position)
  join ready on ready.id = t.id
  order by t.position
  returning sequence, "documentId"
),
newest as materialized (select "documentId" as id, max(sequence) as sequence from inserted group by "documentId"),
heads as (
  update document set "headSequence" = newest.sequence from newest where document.id = newest.id
)
select expected.id, expected.free, locked.level, newest.sequence
from expected left join locked on locked.id = expected.id left join newest on newest.id = expected.id`
