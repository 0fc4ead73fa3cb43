/** Reads live documents as rooms need them: the newest snapshot, the log after it, and whose each Yjs client is. */
import type { Kysely } from 'kysely'
import { builtOnce, type Ids, idsFor, isOneOf } from '../built-once.ts'
import type { Tables } from '../schema/tables.ts'

export type StoredUpdate = { sequence: number; update: Uint8Array }
type StoredSnapshot = { uptoSequence: number; state: Uint8Array }
/** What a document's memory is made of. */
export type StoredState = {
  snapshot: StoredSnapshot | undefined
  updates: StoredUpdate[]
  /** Which Yjs client belongs to whom; null is the server itself. */
  clients: { clientId: number; personId: string | null }[]
}
export type StoredDocument = Pick<StoredState, 'clients'> & {
  epoch: number
  schemaVersion: number
  state: string
  /** `unread`: letters that who was there just then may not have read, as JSON. */
  snapshot: (StoredSnapshot & { createdAt: string; unread: string | null }) | undefined
  updates: (StoredUpdate & { createdAt: string; connectionId: string })[]
  /** The last row that the projection has; a server that was killed leaves it behind. */
  projected: number
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
    for (const { id, epoch, schemaVersion, state, covered, bytes, projected, coveredAt, unread } of heads) {
      const snapshot =
        bytes === null || covered === null
          ? undefined
          : { uptoSequence: covered, state: bytes, createdAt: coveredAt ?? '', unread }
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

type UpdateRow = StoredDocument['updates'][number] & { documentId: string; epoch: number }

const updatesOf = builtOnce<[Ids], UpdateRow>((db, ids) =>
  db
    .selectFrom('document_log')
    .select(['documentId', 'epoch', 'sequence', 'update', 'createdAt', 'connectionId'])
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
  coveredAt: string | null
  unread: string | null
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
      'document_snapshot.createdAt as coveredAt',
      'document_snapshot.unread',
      'document_projection.uptoSequence as projected',
    ])
    .where(isOneOf(db, 'document.id', ids)),
)
