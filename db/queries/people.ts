import type { Selectable, Updateable } from 'kysely'
import type { Db } from '../database.ts'
import type { PersonTable } from '../schema/people.ts'

export type Person = Selectable<PersonTable>

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @param email in lower case. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  return db.selectFrom('person').selectAll().where('email', '=', email).executeTakeFirst()
}

export async function updatePerson(db: Db, id: string, change: Updateable<PersonTable>): Promise<void> {
  await db.updateTable('person').set(change).where('id', '=', id).execute()
}
