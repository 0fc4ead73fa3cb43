/** Versions of live documents: whole pages as they stood, and who had written since the one before. */
import { type Insertable, type Selectable, sql } from 'kysely'
import type { VersionKind } from '#domain/versions/version-rules.ts'
import type { Db } from '../database.ts'
import type { DocumentVersionTable } from '../schema/portfolio.ts'

export type VersionRow = Omit<Selectable<DocumentVersionTable>, 'state'>

const columns = [
  'id',
  'documentId',
  'kind',
  'name',
  'content',
  'digest',
  'createdById',
  'createdAt',
  'epoch',
  'uptoSequence',
  'people',
  'submissionId',
  'restoredId',
] as const

/** Keeps a version, inside the caller's transaction. The same id again is the same version: nothing is kept twice. */
export async function insertVersion(transaction: Db, row: Insertable<DocumentVersionTable>): Promise<void> {
  await transaction
    .insertInto('document_version')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function deleteVersions(transaction: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await transaction.deleteFrom('document_version').where('id', 'in', ids).execute()
}

/** The newest version's place in the log, without its content. */
export async function findNewestVersion(db: Db, documentId: string) {
  return db
    .selectFrom('document_version')
    .select(['id', 'createdAt', 'uptoSequence', 'digest'])
    .where('documentId', '=', documentId)
    .orderBy('createdAt', 'desc')
    .orderBy('uptoSequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function findVersion(db: Db, documentId: string, versionId: string): Promise<VersionRow | undefined> {
  return db
    .selectFrom('document_version')
    .select(columns)
    .where('documentId', '=', documentId)
    .where('id', '=', versionId)
    .executeTakeFirst()
}

/** All versions of a document, newest first, without their content. */
export async function listVersions(db: Db, documentId: string) {
  return db
    .selectFrom('document_version')
    .leftJoin('person', 'person.id', 'document_version.createdById')
    .leftJoin('submission', 'submission.id', 'document_version.submissionId')
    .select([
      'document_version.id',
      'document_version.kind',
      'document_version.name',
      'document_version.digest',
      'document_version.createdAt',
      'document_version.people',
      'document_version.restoredId',
      'person.displayName as createdBy',
      'submission.number as submissionNumber',
    ])
    .where('document_version.documentId', '=', documentId)
    .orderBy('document_version.createdAt', 'desc')
    .orderBy('document_version.uptoSequence', 'desc')
    .orderBy('document_version.id')
    .execute()
}

/** The versions that were kept by themselves. */
export async function listAutomaticVersions(db: Db, documentId: string) {
  return db
    .selectFrom('document_version')
    .select(['id', 'createdAt'])
    .where('documentId', '=', documentId)
    .where('kind', '=', 'automatic' satisfies VersionKind)
    .execute()
}

/** Gives a version a name; one that was kept by itself stays from then on. */
export async function nameVersionRow(transaction: Db, versionId: string, name: string): Promise<void> {
  await transaction
    .updateTable('document_version')
    .set(({ eb, ref }) => ({
      name,
      kind: eb.case().when(ref('kind'), '=', 'automatic').then(sql.lit<VersionKind>('named')).else(ref('kind')).end(),
    }))
    .where('id', '=', versionId)
    .execute()
}

/** Who wrote after a place in the log, as far as it was counted; with `waiting`, also whose rows are not counted yet. */
export async function listWritersAfter(
  db: Db,
  documentId: string,
  sequence: number,
  { waiting }: { waiting: boolean },
): Promise<string[]> {
  const counted = await db
    .selectFrom('document_contribution')
    .select('personId')
    .where('documentId', '=', documentId)
    .where('lastSequence', '>', sequence)
    .execute()
  const inLog = waiting
    ? await db
        .selectFrom('document_log')
        .select('personId')
        .distinct()
        .where('documentId', '=', documentId)
        .where('sequence', '>', sequence)
        .execute()
    : []
  return [...new Set([...counted, ...inLog].flatMap(({ personId }) => (personId ? [personId] : [])))].sort()
}

/** Says when the edits began that no version has yet. */
export async function markWritingSince(transaction: Db, documentId: string, at: string): Promise<void> {
  await transaction
    .updateTable('document_projection')
    .set({ writingSince: at })
    .where('documentId', '=', documentId)
    .execute()
}

/** What is written down of a document, for keeping it before newer edits take its place. */
export async function findWrittenDown(db: Db, documentId: string) {
  return db
    .selectFrom('document_projection')
    .innerJoin('document', 'document.id', 'document_projection.documentId')
    .select([
      'document_projection.uptoSequence',
      'document_projection.updatedAt',
      'document_projection.writingSince',
      'document.epoch',
      'document_projection.wordCount',
    ])
    .where('document_projection.documentId', '=', documentId)
    .executeTakeFirst()
}

export async function getWrittenContent(db: Db, documentId: string): Promise<string> {
  const row = await db
    .selectFrom('document_projection')
    .select('content')
    .where('documentId', '=', documentId)
    .executeTakeFirstOrThrow()
  return row.content
}

/** Where a document stands: its epoch, and the last row that was ever committed to it. */
export async function getLogPlace(db: Db, documentId: string): Promise<{ epoch: number; uptoSequence: number }> {
  const document = await db
    .selectFrom('document')
    .leftJoin('document_projection', 'document_projection.documentId', 'document.id')
    .select(['document.epoch', 'document.headSequence', 'document_projection.uptoSequence'])
    .where('document.id', '=', documentId)
    .executeTakeFirstOrThrow()
  const newest = await db
    .selectFrom('document_log')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('documentId', '=', documentId)
    .executeTakeFirst()
  const places = [document.headSequence, document.uptoSequence ?? 0, Number(newest?.sequence ?? 0)]
  return { epoch: document.epoch, uptoSequence: Math.max(...places) }
}
