import type { Db } from '../database.ts'
import type { EntryTable, EntryTagTable } from '../schema/portfolio.ts'

/** A portfolio's entries in reading order, each with what its projection says; archived ones only where asked. */
export async function listEntries(db: Db, portfolioId: string, options: { archived?: boolean; section?: string } = {}) {
  let query = db
    .selectFrom('entry')
    .innerJoin('document', 'document.id', 'entry.documentId')
    .leftJoin('document_projection', 'document_projection.documentId', 'entry.documentId')
    .leftJoin('person as author', 'author.id', 'entry.authorId')
    .selectAll('entry')
    .select([
      'document.schemaVersion',
      'document.epoch',
      'document_projection.content',
      'document_projection.plainText',
      'document_projection.wordCount',
      'document_projection.updatedAt',
      'author.displayName as authorName',
    ])
    .where('entry.portfolioId', '=', portfolioId)
    .where('entry.archivedAt', options.archived ? 'is not' : 'is', null)
  if (options.section !== undefined) query = query.where('entry.section', '=', options.section)
  return query.orderBy('entry.position').orderBy('entry.id').execute()
}
export type EntryRow = Awaited<ReturnType<typeof listEntries>>[number]

export async function findEntry(db: Db, entryId: string) {
  return db
    .selectFrom('entry')
    .innerJoin('document', 'document.id', 'entry.documentId')
    .selectAll('entry')
    .select(['document.schemaVersion', 'document.epoch', 'document.state as documentState'])
    .where('entry.id', '=', entryId)
    .executeTakeFirst()
}

/** Who has written what, for a whole portfolio. */
export async function listWriters(db: Db, portfolioId: string) {
  return db
    .selectFrom('document_contribution')
    .innerJoin('entry', 'entry.documentId', 'document_contribution.documentId')
    .select(['entry.id as entryId', 'document_contribution.personId'])
    .where('entry.portfolioId', '=', portfolioId)
    .where('document_contribution.insertedCharacters', '>', 0)
    .execute()
}

/** The people who wrote in one entry, first come first. */
export async function listContributors(db: Db, documentId: string) {
  return db
    .selectFrom('document_contribution')
    .innerJoin('person', 'person.id', 'document_contribution.personId')
    .select(['person.id', 'person.displayName', 'document_contribution.firstAt', 'document_contribution.lastAt'])
    .where('document_contribution.documentId', '=', documentId)
    .where('document_contribution.insertedCharacters', '>', 0)
    .orderBy('document_contribution.firstAt')
    .execute()
}

export async function listTags(db: Db, portfolioId: string): Promise<EntryTagTable[]> {
  return db
    .selectFrom('entry_tag')
    .innerJoin('entry', 'entry.id', 'entry_tag.entryId')
    .selectAll('entry_tag')
    .where('entry.portfolioId', '=', portfolioId)
    .orderBy('entry_tag.kind')
    .orderBy('entry_tag.value')
    .execute()
}

export async function listTagsOf(db: Db, entryId: string): Promise<EntryTagTable[]> {
  return db
    .selectFrom('entry_tag')
    .selectAll()
    .where('entryId', '=', entryId)
    .orderBy('kind')
    .orderBy('value')
    .execute()
}

export async function replaceTags(transaction: Db, entryId: string, tags: EntryTagTable[]): Promise<void> {
  await transaction.deleteFrom('entry_tag').where('entryId', '=', entryId).execute()
  if (tags.length > 0) await transaction.insertInto('entry_tag').values(tags).execute()
}

/** The places of a section's living entries, in order. */
export async function listPlaces(db: Db, portfolioId: string, section: string) {
  return db
    .selectFrom('entry')
    .select(['id', 'position'])
    .where('portfolioId', '=', portfolioId)
    .where('section', '=', section)
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function insertEntry(db: Db, entry: EntryTable): Promise<void> {
  await db.insertInto('entry').values(entry).execute()
}

export async function changeEntry(
  db: Db,
  entryId: string,
  change: Partial<Pick<EntryTable, 'title' | 'happenedOn' | 'section' | 'position'>> & { touchedAt: string },
): Promise<void> {
  await db.updateTable('entry').set(change).where('id', '=', entryId).execute()
}

/** Archives what is not archived. @returns whether it did. */
export async function markArchived(db: Db, entryId: string, at: string): Promise<boolean> {
  const row = await db
    .updateTable('entry')
    .set({ archivedAt: at, touchedAt: at })
    .where('id', '=', entryId)
    .where('archivedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Brings an archived entry back. @returns whether it did. */
export async function markUnarchived(db: Db, entryId: string, at: string): Promise<boolean> {
  const row = await db
    .updateTable('entry')
    .set({ archivedAt: null, touchedAt: at })
    .where('id', '=', entryId)
    .where('archivedAt', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
