import type { Insertable } from 'kysely'
import type { CheckInMoment } from '#domain/team/check-in.ts'
import type { Db } from '../database.ts'
import type { CheckInTable } from '../schema/teams.ts'

/** @returns false when the team holds one already: one at a time. */
export async function insertCheckIn(db: Db, checkIn: Insertable<CheckInTable>): Promise<boolean> {
  const row = await db
    .insertInto('check_in')
    .values(checkIn)
    .onConflict((conflict) => conflict.column('openForTeamId').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function findCheckIn(db: Db, checkInId: string) {
  return db.selectFrom('check_in').selectAll().where('id', '=', checkInId).executeTakeFirst()
}

export async function findOpenCheckIn(db: Db, teamId: string) {
  return db.selectFrom('check_in').selectAll().where('openForTeamId', '=', teamId).executeTakeFirst()
}

export async function listCheckIns(db: Db, teamId: string, limit = 20) {
  return db
    .selectFrom('check_in')
    .selectAll()
    .where('teamId', '=', teamId)
    .orderBy('startedAt', 'desc')
    .limit(limit)
    .execute()
}

/** Moves on only from the moment that was seen. @returns whether it moved. */
export async function moveCheckIn(
  db: Db,
  checkInId: string,
  from: CheckInMoment,
  to: CheckInMoment & { phaseSince: string; order?: string; endedAt?: string; openForTeamId?: null },
): Promise<boolean> {
  const row = await db
    .updateTable('check_in')
    .set(to)
    .where('id', '=', checkInId)
    .where('state', '=', from.state)
    .where('turnOfId', from.turnOfId === null ? 'is' : '=', from.turnOfId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Who is here, in the order in which they came, with their own words: callers show each reader only what is theirs. */
export async function listTurns(db: Db, checkInId: string) {
  return db
    .selectFrom('check_in_turn')
    .innerJoin('person', 'person.id', 'check_in_turn.personId')
    .selectAll('check_in_turn')
    .select(['person.displayName', 'person.givenName'])
    .where('checkInId', '=', checkInId)
    .orderBy('joinedAt')
    .orderBy('personId')
    .execute()
}

/** Somebody comes in; coming twice is coming once. */
export async function insertTurn(db: Db, checkInId: string, personId: string, at: string): Promise<void> {
  await db
    .insertInto('check_in_turn')
    .values({ checkInId, personId, words: '', kept: 'undecided', sharedEntryId: null, joinedAt: at, updatedAt: at })
    .onConflict((conflict) => conflict.columns(['checkInId', 'personId']).doNothing())
    .execute()
}

export async function saveTurn(
  db: Db,
  key: { checkInId: string; personId: string },
  change: { words?: string; kept?: string; sharedEntryId?: string | null; updatedAt: string },
): Promise<boolean> {
  const row = await db
    .updateTable('check_in_turn')
    .set(change)
    .where('checkInId', '=', key.checkInId)
    .where('personId', '=', key.personId)
    .returning('personId')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets the words that nobody chose to keep. */
export async function eraseUndecidedWords(db: Db, checkInId: string): Promise<void> {
  await db
    .updateTable('check_in_turn')
    .set({ words: '' })
    .where('checkInId', '=', checkInId)
    .where('kept', '=', 'undecided')
    .execute()
}

/** Marks one's words as shared in the portfolio, once. @returns whether they were not shared before. */
export async function markTurnShared(
  db: Db,
  key: { checkInId: string; personId: string },
  change: { sharedEntryId: string; kept: string; updatedAt: string },
): Promise<boolean> {
  const row = await db
    .updateTable('check_in_turn')
    .set(change)
    .where('checkInId', '=', key.checkInId)
    .where('personId', '=', key.personId)
    .where('sharedEntryId', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  return row !== undefined
}

/** Who was in which circle: names only. */
export async function listPresent(db: Db, teamId: string) {
  return db
    .selectFrom('check_in_turn')
    .innerJoin('check_in', 'check_in.id', 'check_in_turn.checkInId')
    .innerJoin('person', 'person.id', 'check_in_turn.personId')
    .select(['check_in_turn.checkInId', 'person.givenName'])
    .where('check_in.teamId', '=', teamId)
    .orderBy('check_in_turn.joinedAt')
    .orderBy('person.givenName')
    .execute()
}
