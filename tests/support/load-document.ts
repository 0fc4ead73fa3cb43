import { loadDocuments, type StoredDocument } from '#db/queries/load-documents.ts'
import type { AppContext } from '#server/context.ts'

/** A document as the next server would find it. */
export async function loadDocument(
  { db }: Pick<AppContext, 'db'>,
  documentId: string,
): Promise<StoredDocument | undefined> {
  return (await loadDocuments(db, [documentId])).get(documentId)
}
