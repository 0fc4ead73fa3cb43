/** Letters that people may not have read before their connections ended; see `DocumentUnreadTable`. */

import { idsFor, isOneOf } from '../built-once.ts'
import type { Db } from '../database.ts'
import type { DocumentUnreadTable } from '../schema/rescue.ts'

/** Rows in one statement. */
const atOnce = 200

/** Notes them; a row with the same id is replaced. */
export async function saveUnread(db: Db, rows: readonly DocumentUnreadTable[]): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) {
    await db
      .insertInto('document_unread')
      .values(rows.slice(at, at + atOnce))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          epoch: ref('excluded.epoch'),
          letters: ref('excluded.letters'),
          leftAt: ref('excluded.leftAt'),
        })),
      )
      .execute()
  }
}

export async function deleteUnread(db: Db, ids: Iterable<string>): Promise<void> {
  await db
    .deleteFrom('document_unread')
    .where(isOneOf(db, 'id', idsFor(db, ids)))
    .execute()
}

export async function deleteUnreadBefore(db: Db, leftAt: string): Promise<void> {
  await db.deleteFrom('document_unread').where('leftAt', '<', leftAt).execute()
}

/** The last one of these documents' people has left, and what each of them may not have read is noted. */
export async function clearUnreadBesideStates(db: Db, documentIds: Iterable<string>): Promise<void> {
  await db
    .updateTable('document_snapshot')
    .set({ unread: null })
    .where(isOneOf(db, 'documentId', idsFor(db, documentIds)))
    .execute()
}
