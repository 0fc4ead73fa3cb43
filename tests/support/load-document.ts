import type { OpenDatabase } from '#db/database.ts'
import { loadDocuments, type StoredDocument } from '#db/queries/load-documents.ts'

/** A document as the next server would find it. */
export async function loadDocument(
  { db }: Pick<OpenDatabase, 'db'>,
  documentId: string,
): Promise<StoredDocument | undefined> {
  return (await loadDocuments(db, [documentId])).get(documentId)
}
