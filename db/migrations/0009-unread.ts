import { integer, key, type Migration, refers, refersOrNull, text, textOrNull } from '../columns.ts'

export const unread: Migration = {
  name: '0009-unread',
  async up({ table, index, addColumn }) {
    await table('document_unread', {
      id: key,
      documentId: refers('document'),
      personId: refersOrNull('person'),
      epoch: integer,
      letters: text,
      leftAt: text,
    })
    await index('document_unread', ['documentId'])
    await index('document_unread', ['leftAt'])
    await addColumn('document_snapshot', 'unread', textOrNull)
  },
}
