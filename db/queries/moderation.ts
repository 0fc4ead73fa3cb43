/** After both reviews are in: the conversation and the one level a criterion that the panel agrees on. */
import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { AgreedLevelTable, ModerationMessageTable } from '../schema/review.ts'

export async function insertModeration(db: Db, submissionId: string, reasons: string[], at: string): Promise<void> {
  await db
    .insertInto('moderation')
    .values({ submissionId, state: 'open', reason: JSON.stringify(reasons), openedAt: at, settledAt: null })
    .execute()
}

export async function findModeration(db: Db, submissionId: string) {
  return db.selectFrom('moderation').selectAll().where('submissionId', '=', submissionId).executeTakeFirst()
}

export async function markModerationSettled(db: Db, submissionId: string, at: string): Promise<void> {
  await db
    .updateTable('moderation')
    .set({ state: 'settled', settledAt: at })
    .where('submissionId', '=', submissionId)
    .where('state', '=', 'open')
    .execute()
}

export async function insertModerationMessage(db: Db, message: Insertable<ModerationMessageTable>): Promise<void> {
  await db.insertInto('moderation_message').values(message).execute()
}

export async function listModerationMessages(db: Db, submissionId: string) {
  return db
    .selectFrom('moderation_message')
    .innerJoin('person', 'person.id', 'moderation_message.authorId')
    .select([
      'moderation_message.id',
      'moderation_message.words',
      'moderation_message.createdAt',
      'moderation_message.authorId',
      'person.displayName as authorName',
    ])
    .where('submissionId', '=', submissionId)
    .orderBy('moderation_message.createdAt')
    .orderBy('moderation_message.id')
    .execute()
}

/** A proposal for one criterion; a counter-proposal replaces it and asks the others again. */
export async function upsertAgreedLevel(db: Db, level: Insertable<AgreedLevelTable>): Promise<void> {
  const { submissionId: _submission, criterion: _criterion, ...change } = level
  await db
    .insertInto('agreed_level')
    .values(level)
    .onConflict((conflict) => conflict.columns(['submissionId', 'criterion']).doUpdateSet(change))
    .execute()
}

/** @returns whether this level, proposed by somebody else, was waiting for exactly this word. */
export async function markLevelAgreed(
  db: Db,
  agreement: { submissionId: string; criterion: string; level: number; byId: string; at: string },
): Promise<boolean> {
  const moved = await db
    .updateTable('agreed_level')
    .set({ agreedById: agreement.byId, agreedAt: agreement.at })
    .where('submissionId', '=', agreement.submissionId)
    .where('criterion', '=', agreement.criterion)
    .where('level', '=', agreement.level)
    .where('proposedById', '!=', agreement.byId)
    .where('agreedById', 'is', null)
    .returning('criterion')
    .executeTakeFirst()
  return moved !== undefined
}

export async function listAgreedLevels(db: Db, submissionId: string) {
  return db.selectFrom('agreed_level').selectAll().where('submissionId', '=', submissionId).execute()
}

/** Levels that stand from the last submission of which changes were asked: those at 3 and above. */
export async function listCarriedLevels(db: Db, portfolioId: string, number: number) {
  const asked = await db
    .selectFrom('submission')
    .innerJoin('decision', 'decision.submissionId', 'submission.id')
    .select('submission.id')
    .where('submission.portfolioId', '=', portfolioId)
    .where('submission.number', '<', number)
    .where('decision.outcome', '=', 'changes-asked')
    .where('decision.state', '=', 'released')
    .orderBy('submission.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!asked) return []
  return db
    .selectFrom('agreed_level')
    .select(['criterion', 'level', 'sentence'])
    .where('submissionId', '=', asked.id)
    .where('level', '>=', 3)
    .where('agreedById', 'is not', null)
    .execute()
}
