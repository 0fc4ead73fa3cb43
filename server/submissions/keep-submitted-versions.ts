import { createHash } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { findNewestVersion, getLogPlace, insertVersion, listWritersAfter } from '#db/queries/versions.ts'
import { canonicalJson } from '#domain/submission/manifest.ts'
import type { FrozenDocument } from '../collaboration/rooms.ts'

type Submitted = { submissionId: string; at: string; personId: string | null; documentIds: string[] }

/** One version for each page that is handed in, inside the submission's transaction: neither exists without the other. */
export async function keepSubmittedVersions(
  transaction: Db,
  frozen: ReadonlyMap<string, FrozenDocument>,
  { submissionId, at, personId, documentIds }: Submitted,
): Promise<void> {
  for (const documentId of documentIds) {
    const document = frozen.get(documentId)
    if (!document) continue
    const newest = await findNewestVersion(transaction, documentId)
    const { epoch } = await getLogPlace(transaction, documentId)
    const after = newest?.uptoSequence ?? 0
    await insertVersion(transaction, {
      id: createHash('sha256').update(`${submissionId}/${documentId}`).digest('hex').slice(0, 32),
      documentId,
      kind: 'submission',
      name: null,
      state: document.state,
      content: JSON.stringify(document.content),
      digest: createHash('sha256').update(canonicalJson(document.content)).digest('hex'),
      createdById: personId,
      createdAt: at,
      epoch,
      uptoSequence: document.sequence,
      people: JSON.stringify(await listWritersAfter(transaction, documentId, after, { waiting: true })),
      submissionId,
      restoredId: null,
    })
  }
}
