import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import type { AppContext } from '#server/context.ts'

/** A version of an entry as it stands, kept by itself. @returns its id, and the id of the page's first block. */
export async function aVersion(
  { db, rooms, clock, newId }: AppContext,
  documentId: string,
): Promise<{ versionId: string; blockId: string }> {
  const content: EntryContent = await rooms.contentOf(documentId)
  const versionId = newId()
  await db
    .insertInto('document_version')
    .values({
      id: versionId,
      documentId,
      kind: 'automatic',
      name: null,
      state: null,
      content: JSON.stringify(content),
      digest: '',
      createdById: null,
      createdAt: clock.iso(),
      submissionId: null,
      restoredId: null,
    })
    .execute()
  return { versionId, blockId: String(content.page.content?.[0]?.attrs?.id) }
}
