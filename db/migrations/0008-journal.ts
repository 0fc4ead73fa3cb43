import { bytes, counter, integer, type Migration } from '../columns.ts'

export const journal: Migration = {
  name: '0008-journal',
  async up({ table, viewOnPostgres }) {
    await table('document_journal', { id: counter, firstSequence: integer, updates: bytes })
    // On SQLite the view is made where the database is opened: there it also shows the journal.
    await viewOnPostgres('document_log', 'document_update')
  },
}
