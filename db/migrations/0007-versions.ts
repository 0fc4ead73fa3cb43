import { count, type Migration, text, textOrNull } from '../columns.ts'

export const versions: Migration = {
  name: '0007-versions',
  async up({ addColumn }) {
    await addColumn('document_version', 'epoch', count(1))
    await addColumn('document_version', 'uptoSequence', count())
    // A column that is added later needs a default on both engines; JSON of person ids.
    await addColumn('document_version', 'people', { ...text, build: (column) => column.notNull().defaultTo('[]') })
    await addColumn('document_version', 'submissionId', textOrNull)
    await addColumn('document_version', 'restoredId', textOrNull)
    await addColumn('document_projection', 'writingSince', textOrNull)
    await addColumn('document_contribution', 'lastSequence', count())
  },
}
