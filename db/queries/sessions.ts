import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../database.ts'
import type { SessionTable, SignInLinkTable } from '../schema/people.ts'

export async function insertSession(db: Db, row: Insertable<SessionTable>): Promise<void> {
  await db.insertInto('session').values(row).execute()
}

export async function findSession(db: Db, id: string): Promise<Selectable<SessionTable> | undefined> {
  return db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function listSessions(db: Db, personId: string): Promise<Selectable<SessionTable>[]> {
  return db.selectFrom('session').selectAll().where('personId', '=', personId).orderBy('createdAt', 'desc').execute()
}

export async function moveSessionExpiry(db: Db, id: string, expiresAt: string): Promise<void> {
  await db.updateTable('session').set({ expiresAt }).where('id', '=', id).execute()
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute()
}

export async function deleteSessionsOf(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('session').where('personId', '=', personId).execute()
}

export async function deleteExpiredSessions(db: Db, now: string): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<', now).execute()
}

export async function insertSignInLink(db: Db, row: Insertable<SignInLinkTable>): Promise<void> {
  await db.insertInto('sign_in_link').values(row).execute()
}

export async function findSignInLink(db: Db, id: string): Promise<Selectable<SignInLinkTable> | undefined> {
  return db.selectFrom('sign_in_link').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Uses a link once. @returns whether this call was the one that used it. */
export async function markSignInLinkUsed(db: Db, id: string, at: string): Promise<boolean> {
  const used = await db
    .updateTable('sign_in_link')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

export async function countAttempts(db: Db, bucket: string, since: string): Promise<number> {
  const row = await db
    .selectFrom('attempt')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('bucket', '=', bucket)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function insertAttempt(db: Db, id: string, bucket: string, at: string): Promise<void> {
  await db.insertInto('attempt').values({ id, bucket, at }).execute()
}

export async function deleteAttempts(db: Db, bucket: string): Promise<void> {
  await db.deleteFrom('attempt').where('bucket', '=', bucket).execute()
}

export async function deleteAttempt(db: Db, id: string): Promise<void> {
  await db.deleteFrom('attempt').where('id', '=', id).execute()
}
