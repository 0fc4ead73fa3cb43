import { bulkInsert } from './bulk-insert.ts'
import type { Rows } from './demo-needs.ts'
import type { LoadedEntry } from './load-entries.ts'

type Contribution = {
  documentId: string
  personId: string
  insertedCharacters: number
  deletedCharacters: number
  firstAt: string
  lastAt: string
}

/** Who wrote in which document, summed from the histories: what the live server keeps as people write. */
export async function loadContributions({ transaction }: Rows, entries: LoadedEntry[]): Promise<void> {
  const found = new Map<string, Contribution>()
  for (const { documentId, history } of entries)
    for (const { personId, at, insertedCharacters } of history.log) {
      const key = `${documentId} ${personId}`
      const one = found.get(key) ?? {
        documentId,
        personId,
        insertedCharacters: 0,
        deletedCharacters: 0,
        firstAt: at,
        lastAt: at,
      }
      one.insertedCharacters += insertedCharacters
      if (at < one.firstAt) one.firstAt = at
      if (at > one.lastAt) one.lastAt = at
      found.set(key, one)
    }
  await bulkInsert(transaction, 'document_contribution', [...found.values()])
}
