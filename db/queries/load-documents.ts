/** Reads live documents as rooms need them: the newest snapshot, the log after it, and whose each Yjs client is. */
import type { Kysely } from 'kysely'
import { builtOnce, type Ids, idsFor, isOneOf } from '../built-once.ts'
import type { Tables } from '../schema/tables.ts'

export type StoredUpdate = { sequence: number; update: Uint8Array }
export type StoredDocument = {
  epoch: number
  schemaVersion: number
  state: string
  snapshot: { uptoSequence: number; state: Uint8Array } | undefined
  updates: StoredUpdate[]
  /** The last row that the projection has; a server that was killed leaves it behind. */
  projected: number
  /** Which Yjs client belongs to whom; null is the server itself. */
  clients: { clientId: number; personId: string | null }[]
}

/** Those of these documents that there are. */
export async function loadDocuments(
  db: Kysely<Tables>,
  documentIds: Iterable<string>,
): Promise<Map<string, StoredDocument>> {
  return db.connection().execute(async (connection) => {
    const ids = idsFor(connection, documentIds)
    // The rows first: where another server compacts in between, the snapshot then covers all that we read, or more.
    const updates = Map.groupBy(await updatesOf(connection, ids), ({ documentId }) => documentId)
    const heads = await headsOf(connection, ids)
    // The clients last: whoever wrote what was read is among them.
    const clients = Map.groupBy(await clientsOf(connection, ids), ({ documentId }) => documentId)
    const found = new Map<string, StoredDocument>()
    for (const { id, epoch, schemaVersion, state, covered, bytes, projected } of heads) {
      const snapshot = bytes === null || covered === null ? undefined : { uptoSequence: covered, state: bytes }
      const after = snapshot?.uptoSequence ?? 0
      found.set(id, {
        epoch,
        schemaVersion,
        state,
        snapshot,
        updates: (updates.get(id) ?? []).filter((row) => row.epoch === epoch && row.sequence > after),
        projected: projected ?? 0,
        clients: clients.get(id) ?? [],
      })
    }
    return found
  })
}

type UpdateRow = StoredUpdate & { documentId: string; epoch: number }

const updatesOf = builtOnce<[Ids], UpdateRow>((db, ids) =>
  db
    .selectFrom('document_log')
    .select(['documentId', 'epoch', 'sequence', 'update'])
    .where(isOneOf(db, 'documentId', ids))
    .orderBy('documentId')
    .orderBy('sequence'),
)

type ClientRow = { documentId: string; clientId: number; personId: string | null }

const clientsOf = builtOnce<[Ids], ClientRow>((db, ids) =>
  db
    .selectFrom('document_client')
    .select(['documentId', 'clientId', 'personId'])
    .where(isOneOf(db, 'documentId', ids)),
)

type HeadRow = {
  id: string
  epoch: number
  schemaVersion: number
  state: string
  covered: number | null
  bytes: Uint8Array | null
  projected: number | null
}

const headsOf = builtOnce<[Ids], HeadRow>((db, ids) =>
  db
    .selectFrom('document')
    .leftJoin('document_snapshot', (join) =>
      join
        .onRef('document_snapshot.documentId', '=', 'document.id')
        .onRef('document_snapshot.epoch', '=', 'document.epoch'),
    )
    .leftJoin('document_projection', 'document_projection.documentId', 'document.id')
    .select([
      'document.id',
      'document.epoch',
      'document.schemaVersion',
      'document.state',
      'document_snapshot.uptoSequence as covered',
      'document_snapshot.state as bytes',
      'document_projection.uptoSequence as projected',
    ])
    .where(isOneOf(db, 'document.id', ids)),
)
