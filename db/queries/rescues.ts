/** Text that a change of layout swallowed or doubled. It is written with the update that did so (append-updates.ts). */

import type { Db } from '../database.ts'
import type { DocumentRescueTable, RescueState } from '../schema/rescue.ts'

/** A row that is written with its update, which gives it its document and sequence. */
export type WaitingRescue = Omit<DocumentRescueTable, 'documentId' | 'sequence' | 'state' | 'settledById' | 'settledAt'>

const columns = [
  'id',
  'documentId',
  'sequence',
  'kind',
  'blockId',
  'blockKind',
  'otherBlockId',
  'authorId',
  'causedById',
  'text',
  'wordsBefore',
  'wordsAfter',
  'createdAt',
] as const

/**
 * Writes a rescue, or lets one grow: the longer text wins, whichever server wrote first. What grew after somebody had
 * settled it waits again, so that no letter depends on the moment.
 */
export function rescueStatement(place: (index: number) => string): string {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const places = columns.map((_, index) => place(index)).join(', ')
  return `insert into document_rescue (${names}, state) values (${places}, 'waiting')
    on conflict (id) do update set text = excluded.text, sequence = excluded.sequence, state = 'waiting'
    where length(excluded.text) > length(document_rescue.text)`
}

export function rescueValues(documentId: string, sequence: number, rescue: WaitingRescue): (string | number | null)[] {
  const row = { ...rescue, documentId, sequence }
  return columns.map((column) => row[column])
}

/** Notes a rescue that nobody has noted or settled yet. @returns whether it is new */
export async function insertRescue(
  db: Db,
  row: WaitingRescue & { documentId: string; sequence: number },
): Promise<boolean> {
  const noted = await db
    .insertInto('document_rescue')
    .values({ ...row, state: 'waiting', settledById: null, settledAt: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return noted !== undefined
}

/** What waits in a document, oldest first, with the names of those concerned. */
export async function listWaitingRescues(db: Db, documentId: string) {
  return db
    .selectFrom('document_rescue as rescue')
    .leftJoin('person as author', 'author.id', 'rescue.authorId')
    .leftJoin('person as causer', 'causer.id', 'rescue.causedById')
    .select([
      'rescue.id',
      'rescue.kind',
      'rescue.blockId',
      'rescue.blockKind',
      'rescue.otherBlockId',
      'rescue.authorId',
      'author.displayName as authorName',
      'causer.displayName as causerName',
      'rescue.text',
      'rescue.wordsBefore',
      'rescue.wordsAfter',
      'rescue.createdAt',
    ])
    .where('rescue.documentId', '=', documentId)
    .where('rescue.state', '=', 'waiting')
    .orderBy('rescue.createdAt')
    .orderBy('rescue.id')
    .execute()
}

/** @returns whether it still waited */
export async function markRescueSettled(
  db: Db,
  rescue: { id: string; documentId: string; state: RescueState; settledById: string | null; settledAt: string },
): Promise<boolean> {
  const { id, documentId, ...settled } = rescue
  const row = await db
    .updateTable('document_rescue')
    .set(settled)
    .where('id', '=', id)
    .where('documentId', '=', documentId)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
