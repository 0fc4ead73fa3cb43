import { integer, key, type Migration, refers, refersOrNull, text, textOrNull } from '../columns.ts'

export const rescue: Migration = {
  name: '0006-rescue',
  async up({ table, index }) {
    await table('document_rescue', {
      id: key,
      documentId: refers('document'),
      kind: text,
      blockId: textOrNull,
      blockKind: textOrNull,
      otherBlockId: textOrNull,
      authorId: refersOrNull('person'),
      causedById: refersOrNull('person'),
      text: text,
      wordsBefore: text,
      wordsAfter: text,
      sequence: integer,
      createdAt: text,
      state: text,
      settledById: refersOrNull('person'),
      settledAt: textOrNull,
    })
    await index('document_rescue', ['documentId', 'state'])
  },
}
