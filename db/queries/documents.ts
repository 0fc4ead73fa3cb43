/**
 * Live documents at rest. A document is its newest snapshot and the log rows after it; a row is one committed update.
 * The log is the truth: projection and contributions are computed from it.
 */
import { sql } from 'kysely'
import type { Db } from '../database.ts'

export async function insertDocument(
  db: Db,
  row: { id: string; schemaVersion: number; createdAt: string },
): Promise<void> {
  await db
    .insertInto('document')
    .values({ ...row, state: 'open' })
    .execute()
}

/** Rows of a document that nobody has open, in order. @returns the last sequence. */
export async function insertUpdates(
  db: Db,
  documentId: string,
  rows: { personId: string | null; insertedCharacters: number; createdAt: string; update: Uint8Array }[],
): Promise<number> {
  let last = 0
  for (const row of rows) {
    const { sequence } = await db
      .insertInto('document_update')
      .values({ ...row, documentId, epoch: 1, connectionId: 'server', deletedCharacters: 0 })
      .returning('sequence')
      .executeTakeFirstOrThrow()
    last = Number(sequence)
  }
  return last
}

export async function insertDocumentClients(
  db: Db,
  rows: { documentId: string; clientId: number; personId: string | null; firstSeenAt: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('document_client')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['documentId', 'clientId']).doNothing())
    .execute()
}

export async function findDocumentState(db: Db, documentId: string) {
  return db.selectFrom('document').select(['state', 'epoch']).where('id', '=', documentId).executeTakeFirst()
}

/** The projection with the newest sequence of the document: the two differ while a room has unprojected edits. */
export async function findProjection(db: Db, documentId: string) {
  // One statement: between two, another server may compact the rows that tell that the projection is old.
  const projection = await db
    .selectFrom('document_projection')
    .select(({ selectFrom }) => [
      'content',
      'uptoSequence',
      selectFrom('document_log')
        .select(({ fn }) => fn.max('sequence').as('sequence'))
        .where('documentId', '=', documentId)
        .as('newest'),
    ])
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  if (!projection) return undefined
  return { content: projection.content, current: Number(projection.newest ?? 0) <= projection.uptoSequence }
}

/** Up to which row the projection has a document. */
export async function findProjectedSequence(db: Db, documentId: string): Promise<number> {
  const projection = await db
    .selectFrom('document_projection')
    .select('uptoSequence')
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  return projection?.uptoSequence ?? 0
}

export type Projection = { uptoSequence: number; content: string; plainText: string; wordCount: number }

/**
 * Writes a projection, inside the caller's transaction, and counts what each person wrote since the one before: the two
 * go together, so that every row of the log is counted once. An older projection never replaces a newer one: the row is
 * locked before it is read, because another server may write its own at the same moment.
 * @returns whether it was written
 */
export async function saveProjection(
  db: Db,
  documentId: string,
  projection: Projection,
  now: string,
): Promise<boolean> {
  await db
    .updateTable('document_projection')
    .set(({ ref }) => ({ uptoSequence: ref('uptoSequence') }))
    .where('documentId', '=', documentId)
    .execute()
  const before = await db
    .selectFrom('document_projection')
    .select('uptoSequence')
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  if (before && before.uptoSequence > projection.uptoSequence) return false
  await db
    .insertInto('document_projection')
    .values({ documentId, ...projection, updatedAt: now })
    .onConflict((conflict) => conflict.column('documentId').doUpdateSet({ ...projection, updatedAt: now }))
    .execute()
  await countContributions(db, documentId, before?.uptoSequence ?? 0, projection.uptoSequence)
  return true
}

async function countContributions(db: Db, documentId: string, after: number, upto: number): Promise<void> {
  await db
    .insertInto('document_contribution')
    .columns(['documentId', 'personId', 'insertedCharacters', 'deletedCharacters', 'firstAt', 'lastAt', 'lastSequence'])
    .expression((query) =>
      query
        .selectFrom('document_log')
        .select(({ fn, ref }) => [
          'documentId',
          sql<string>`${ref('personId')}`.as('personId'),
          fn.sum<number>('insertedCharacters').as('insertedCharacters'),
          fn.sum<number>('deletedCharacters').as('deletedCharacters'),
          fn.min('createdAt').as('firstAt'),
          fn.max('createdAt').as('lastAt'),
          fn.max('sequence').as('lastSequence'),
        ])
        .where('documentId', '=', documentId)
        .where('sequence', '>', after)
        .where('sequence', '<=', upto)
        .where('personId', 'is not', null)
        .groupBy(['documentId', 'personId']),
    )
    .onConflict((conflict) =>
      conflict.columns(['documentId', 'personId']).doUpdateSet(({ ref, eb }) => ({
        insertedCharacters: eb(
          ref('document_contribution.insertedCharacters'),
          '+',
          ref('excluded.insertedCharacters'),
        ),
        deletedCharacters: eb(ref('document_contribution.deletedCharacters'), '+', ref('excluded.deletedCharacters')),
        lastAt: ref('excluded.lastAt'),
        lastSequence: ref('excluded.lastSequence'),
      })),
    )
    .execute()
}

/** Writes which of the portfolio's evidence the entry of this document uses, and when it was last touched. */
export async function saveEvidenceInUse(
  db: Db,
  documentId: string,
  evidenceIds: string[],
  touchedAt: string,
): Promise<void> {
  const entry = await db
    .selectFrom('entry')
    .select(['id', 'portfolioId'])
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  if (!entry) return
  await db.updateTable('entry').set({ touchedAt }).where('id', '=', entry.id).execute()
  await db.updateTable('portfolio').set({ touchedAt }).where('id', '=', entry.portfolioId).execute()
  await db.deleteFrom('entry_evidence').where('entryId', '=', entry.id).execute()
  if (evidenceIds.length === 0) return
  const known = await db
    .selectFrom('evidence')
    .select('id')
    .where('portfolioId', '=', entry.portfolioId)
    .where('id', 'in', evidenceIds)
    .execute()
  if (known.length === 0) return
  await db
    .insertInto('entry_evidence')
    .values(known.map(({ id }) => ({ entryId: entry.id, evidenceId: id })))
    .execute()
}

/**
 * Replaces the log up to a sequence by one state, inside the caller's transaction and after its projection: that keeps
 * what each person wrote as numbers. A snapshot never goes back.
 */
export async function compactDocument(
  transaction: Db,
  documentId: string,
  {
    epoch,
    uptoSequence,
    state,
    now,
    unread = null,
  }: { epoch: number; uptoSequence: number; state: Uint8Array; now: string; unread?: string | null },
): Promise<void> {
  await transaction
    .insertInto('document_snapshot')
    .values({ documentId, epoch, uptoSequence, state, createdAt: now, unread })
    .onConflict((conflict) =>
      conflict
        .column('documentId')
        .doUpdateSet({ epoch, uptoSequence, state, createdAt: now, unread })
        .where('document_snapshot.uptoSequence', '<', uptoSequence),
    )
    .execute()
  await transaction
    .deleteFrom('document_update')
    .where('documentId', '=', documentId)
    .where('sequence', '<=', uptoSequence)
    .execute()
  await transaction
    .updateTable('document')
    .set({ headSequence: uptoSequence })
    .where('id', '=', documentId)
    .where('headSequence', '<', uptoSequence)
    .execute()
}
