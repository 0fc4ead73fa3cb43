/** Documents that the server itself writes: a new entry's first words, and a demo's histories. */

import type { Db } from '#db/database.ts'
import {
  insertDocument,
  insertDocumentClients,
  insertUpdates,
  saveEvidenceInUse,
  saveProjection,
} from '#db/queries/documents.ts'
import { contentProblem } from '#domain/portfolio/check-page.ts'
import { type EntryContent, pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, pagePlainText } from '#domain/portfolio/page-text.ts'
import { type HistoryStep, historyUpdates } from '#domain/sync/document-history.ts'
import { projectionOf } from './projection.ts'

/**
 * Writes a document as the log of several people's edits: each step says the whole content, its update is only the
 * difference to the step before, by a Yjs client of the step's person. Call it before or after the entry is inserted;
 * after, the entry's evidence in use is written as well.
 * @throws when a step holds what the schema refuses.
 */
export async function writeHistory(
  transaction: Db,
  { documentId, steps }: { documentId: string; steps: HistoryStep[] },
): Promise<void> {
  const last = steps.at(-1)
  const first = steps[0]
  if (!first || !last) throw new Error('a history has at least one step')
  for (const { content } of steps) {
    const problem = contentProblem(content)
    if (problem) throw new Error(`document ${documentId}: ${problem}`)
  }
  const updates = historyUpdates(documentId, steps)
  await insertDocument(transaction, { id: documentId, schemaVersion: pageSchemaVersion, createdAt: first.at })
  const clients = new Map(updates.map(({ clientId, personId, at }) => [clientId, { personId, firstSeenAt: at }]))
  await insertDocumentClients(
    transaction,
    [...clients].map(([clientId, client]) => ({ documentId, clientId, ...client })),
  )
  let lengthBefore = 0
  const rows = updates.map(({ personId, at, update, content }) => {
    const length = pagePlainText(content).length
    const insertedCharacters = Math.max(0, length - lengthBefore)
    lengthBefore = length
    return { personId, insertedCharacters, createdAt: at, update }
  })
  const sequence = await insertUpdates(transaction, documentId, rows)
  await saveProjection(transaction, documentId, projectionOf(last.content, sequence), last.at)
  await saveEvidenceInUse(transaction, documentId, evidenceInContent(last.content), last.at)
}

/** A new document with its first content, as one log row. */
export async function seedDocument(
  transaction: Db,
  { documentId, content, personId }: { documentId: string; content: EntryContent; personId: string | null },
  now: string,
): Promise<void> {
  await writeHistory(transaction, { documentId, steps: [{ personId, at: now, content }] })
}
