import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../database.ts'
import type { UploadTable } from '../schema/portfolio.ts'

export type Upload = Selectable<UploadTable>

export async function insertUpload(db: Db, row: Insertable<UploadTable>): Promise<void> {
  await db.insertInto('upload').values(row).execute()
}

export async function findUploadOf(db: Db, evidenceId: string): Promise<Upload | undefined> {
  return db.selectFrom('upload').selectAll().where('evidenceId', '=', evidenceId).executeTakeFirst()
}

/** Uploads that neither finished nor ended; of one person. */
export async function countOpenUploads(db: Db, personId: string): Promise<number> {
  const { open } = await db
    .selectFrom('upload')
    .where('personId', '=', personId)
    .where('completedAt', 'is', null)
    .where('abortedAt', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .executeTakeFirstOrThrow()
  return Number(open)
}

/** Unfinished uploads whose time is over. */
export async function listStaleUploads(db: Db, now: string): Promise<Upload[]> {
  return db
    .selectFrom('upload')
    .selectAll()
    .where('completedAt', 'is', null)
    .where('abortedAt', 'is', null)
    .where('expiresAt', '<=', now)
    .limit(100)
    .execute()
}

/** Finished uploads whose check was interrupted, by a stop of the server or of the store. */
export async function listUncheckedUploads(db: Db, completedBefore: string): Promise<Upload[]> {
  return db
    .selectFrom('upload')
    .innerJoin('evidence', 'evidence.id', 'upload.evidenceId')
    .selectAll('upload')
    .where('evidence.state', '=', 'processing')
    .where('upload.completedAt', '<=', completedBefore)
    .limit(100)
    .execute()
}

/** @returns whether this call is the one that finished it. */
export async function markUploadCompleted(db: Db, uploadId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('upload')
    .set({ completedAt: at })
    .where('id', '=', uploadId)
    .where('completedAt', 'is', null)
    .where('abortedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Opens a finished upload again, because its parts were not all there. */
export async function markUploadReopened(db: Db, uploadId: string): Promise<void> {
  await db.updateTable('upload').set({ completedAt: null }).where('id', '=', uploadId).execute()
}

/** @returns whether this call is the one that ended it. */
export async function markUploadAborted(db: Db, uploadId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('upload')
    .set({ abortedAt: at })
    .where('id', '=', uploadId)
    .where('completedAt', 'is', null)
    .where('abortedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}
