import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../database.ts'
import type { AuditTable } from '../schema/people.ts'

export async function insertAudit(db: Db, row: Insertable<AuditTable>): Promise<void> {
  await db.insertInto('audit').values(row).execute()
}

/** What happened to one subject, oldest first. */
export async function listAudit(db: Db, subjectKind: string, subjectId: string): Promise<Selectable<AuditTable>[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
