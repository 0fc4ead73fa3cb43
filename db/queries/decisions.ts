/** The decision on a submission, from proposal to release. */
import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { DecisionTable } from '../schema/review.ts'

export async function findDecision(db: Db, submissionId: string) {
  return db.selectFrom('decision').selectAll().where('submissionId', '=', submissionId).executeTakeFirst()
}

/** One decision a submission; proposing again after a return replaces it and clears its signatures. */
export async function upsertDecision(db: Db, decision: Insertable<DecisionTable>): Promise<string> {
  const { id: _id, submissionId: _submission, ...change } = decision
  const row = await db
    .insertInto('decision')
    .values(decision)
    .onConflict((conflict) => conflict.column('submissionId').doUpdateSet(change))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function replaceDecisionSections(
  db: Db,
  decisionId: string,
  sections: { section: string; asks: string; dueOn: string }[],
): Promise<void> {
  await db.deleteFrom('decision_section').where('decisionId', '=', decisionId).execute()
  if (sections.length === 0) return
  await db
    .insertInto('decision_section')
    .values(sections.map((section) => ({ decisionId, ...section })))
    .execute()
}

export async function listDecisionSections(db: Db, decisionId: string) {
  return db.selectFrom('decision_section').selectAll().where('decisionId', '=', decisionId).execute()
}

/** @returns whether this was the first signature. */
export async function markFirstSignature(
  db: Db,
  id: string,
  signature: { byId: string; as: string; at: string },
): Promise<boolean> {
  const moved = await db
    .updateTable('decision')
    .set({ signedById: signature.byId, signedAs: signature.as, signedAt: signature.at })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .where('signedById', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** @returns whether this was the second signature, by another person; it holds the decision. */
export async function markSecondSignature(db: Db, id: string, byId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('decision')
    .set({ secondSignedById: byId, secondSignedAt: at, state: 'held' })
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .where('signedById', 'is not', null)
    .where('signedById', '!=', byId)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

export async function moveDecision(db: Db, id: string, from: string[], to: string): Promise<boolean> {
  const moved = await db
    .updateTable('decision')
    .set({ state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** @returns whether this call released it. */
export async function markDecisionReleased(db: Db, id: string, byId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('decision')
    .set({ state: 'released', releasedById: byId, releasedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'held')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** @returns whether this call took the release back; only one after `since` can be. */
export async function markDecisionRecalled(db: Db, id: string, since: string): Promise<boolean> {
  const moved = await db
    .updateTable('decision')
    .set({ state: 'held', releasedById: null, releasedAt: null })
    .where('id', '=', id)
    .where('state', '=', 'released')
    .where('releasedAt', '>=', since)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Opens the named sections of a portfolio again, each with what is asked and until when. */
export async function reopenSections(
  db: Db,
  portfolioId: string,
  at: string,
  sections: { section: string; asks: string; dueOn: string | null }[],
): Promise<void> {
  for (const { section, asks, dueOn } of sections) {
    const change = { reopenedAt: at, dueOn, reopenedBecause: asks }
    await db
      .insertInto('portfolio_section')
      .values({ portfolioId, section, hiddenPrompts: '[]', ...change })
      .onConflict((conflict) => conflict.columns(['portfolioId', 'section']).doUpdateSet(change))
      .execute()
  }
}

export async function closeSections(db: Db, portfolioId: string): Promise<void> {
  await db
    .updateTable('portfolio_section')
    .set({ reopenedAt: null, dueOn: null, reopenedBecause: null })
    .where('portfolioId', '=', portfolioId)
    .execute()
}

/** Whether changes were asked of an earlier submission of this portfolio. */
export async function wereChangesAsked(db: Db, portfolioId: string, beforeNumber: number): Promise<boolean> {
  const row = await db
    .selectFrom('decision')
    .innerJoin('submission', 'submission.id', 'decision.submissionId')
    .select('decision.id')
    .where('submission.portfolioId', '=', portfolioId)
    .where('submission.number', '<', beforeNumber)
    .where('decision.outcome', '=', 'changes-asked')
    .where('decision.state', '=', 'released')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Certificates that this decision has already given out. */
export async function hasIssuedCertificates(db: Db, decisionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('certificate')
    .select('id')
    .where('decisionId', '=', decisionId)
    .where('issuedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function listNames(db: Db, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'displayName']).where('id', 'in', personIds).execute()
  return new Map(rows.map((row) => [row.id, row.displayName]))
}
