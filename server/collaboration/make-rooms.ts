import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import type { AppContext } from '../context.ts'
import type { Rooms } from './rooms.ts'

/** Stands in for the live documents until their room is built: keeps a document's content in its projection. */
export function makeRooms(context: Omit<AppContext, 'rooms'>): Rooms {
  const rooms: Rooms = {
    async seed(transaction, { documentId, content }) {
      const now = context.clock.iso()
      await transaction
        .insertInto('document')
        .values({ id: documentId, schemaVersion: 1, state: 'open', createdAt: now })
        .execute()
      await transaction
        .insertInto('document_projection')
        .values({
          documentId,
          uptoSequence: 0,
          content: JSON.stringify(content),
          plainText: '',
          wordCount: 0,
          updatedAt: now,
        })
        .execute()
    },
    async contentOf(documentId) {
      const row = await context.db
        .selectFrom('document_projection')
        .select('content')
        .where('documentId', '=', documentId)
        .executeTakeFirstOrThrow()
      return JSON.parse(row.content) as EntryContent
    },
    async whileFrozen(documentIds, work) {
      const frozen = new Map()
      for (const id of documentIds) {
        frozen.set(id, { content: await rooms.contentOf(id), state: new Uint8Array(), sequence: 0 })
      }
      return work(frozen)
    },
    presence: () => [],
    accessChanged: () => {},
    close: async () => {},
  }
  return rooms
}
