import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type {
  SubmissionEntryTable,
  SubmissionEvidenceTable,
  SubmissionTable,
  SubmissionVoiceTable,
} from '../schema/review.ts'

/** The proposal that a team is deciding on, if there is one. */
export async function findOpenProposal(db: Db, portfolioId: string) {
  return db
    .selectFrom('submission_proposal')
    .innerJoin('person', 'person.id', 'submission_proposal.proposedById')
    .selectAll('submission_proposal')
    .select('person.displayName as proposedBy')
    .where('submission_proposal.portfolioId', '=', portfolioId)
    .where('submission_proposal.state', '=', 'open')
    .executeTakeFirst()
}

export async function insertProposal(
  db: Db,
  row: { id: string; portfolioId: string; proposedById: string; proposedAt: string },
): Promise<void> {
  await db
    .insertInto('submission_proposal')
    .values({ ...row, state: 'open', closedAt: null })
    .execute()
}

/** Closes an open proposal. @returns whether this call did. */
export async function closeProposal(
  db: Db,
  id: string,
  state: 'submitted' | 'taken-back',
  at: string,
): Promise<boolean> {
  const moved = await db
    .updateTable('submission_proposal')
    .set({ state, closedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

export async function saveVoice(db: Db, voice: Insertable<SubmissionVoiceTable>): Promise<void> {
  await db
    .insertInto('submission_voice')
    .values(voice)
    .onConflict((conflict) =>
      conflict.columns(['proposalId', 'personId']).doUpdateSet({ says: voice.says, note: voice.note, at: voice.at }),
    )
    .execute()
}

export async function listVoices(db: Db, proposalId: string) {
  return db.selectFrom('submission_voice').selectAll().where('proposalId', '=', proposalId).orderBy('at').execute()
}

export async function insertSubmission(db: Db, row: Insertable<SubmissionTable>): Promise<void> {
  await db.insertInto('submission').values(row).execute()
}

export async function insertSubmissionEntries(db: Db, rows: Insertable<SubmissionEntryTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('submission_entry').values(rows).execute()
}

export async function insertSubmissionEvidence(db: Db, rows: Insertable<SubmissionEvidenceTable>[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('submission_evidence').values(rows).execute()
}

/** The newest snapshot that still counts: withdrawn ones do not. */
export async function findLastSubmission(db: Db, portfolioId: string) {
  return db
    .selectFrom('submission')
    .selectAll()
    .where('portfolioId', '=', portfolioId)
    .where('withdrawnAt', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The highest number ever given, withdrawn snapshots too: numbers are not used twice. */
export async function lastSubmissionNumber(db: Db, portfolioId: string): Promise<number> {
  const row = await db
    .selectFrom('submission')
    .select((e) => e.fn.max('number').as('number'))
    .where('portfolioId', '=', portfolioId)
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

export async function findSubmission(db: Db, id: string) {
  return db
    .selectFrom('submission')
    .innerJoin('portfolio', 'portfolio.id', 'submission.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .innerJoin('programme_edition', 'programme_edition.id', 'portfolio.editionId')
    .selectAll('submission')
    .select([
      'team.id as teamId',
      'team.name as teamName',
      'team.cohortId',
      'portfolio.state as portfolioState',
      'programme_edition.template',
    ])
    .where('submission.id', '=', id)
    .executeTakeFirst()
}

/** A snapshot's pages without their bodies' JSON, in reading order of the given sections. */
export async function listSubmissionEntries(db: Db, submissionId: string) {
  return db
    .selectFrom('submission_entry')
    .selectAll()
    .where('submissionId', '=', submissionId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Takes a submission back that no reviewer has opened. @returns whether this call did. */
export async function markWithdrawn(db: Db, id: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('submission')
    .set({ state: 'withdrawn', withdrawnAt: at })
    .where('id', '=', id)
    .where('state', '=', 'submitted')
    .where('openedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Seats of reviewers who have not opened a withdrawn snapshot are free again. */
export async function deleteUnopenedReviews(db: Db, submissionId: string): Promise<void> {
  await db.deleteFrom('review').where('submissionId', '=', submissionId).where('openedAt', 'is', null).execute()
}

export async function listReopenedSections(db: Db, portfolioId: string) {
  return db
    .selectFrom('portfolio_section')
    .select(['section', 'dueOn', 'reopenedBecause'])
    .where('portfolioId', '=', portfolioId)
    .where('reopenedAt', 'is not', null)
    .execute()
}

/** Shuts the reopened sections: what was asked is now in a snapshot. */
export async function shutReopenedSections(db: Db, portfolioId: string): Promise<void> {
  await db.updateTable('portfolio_section').set({ reopenedAt: null }).where('portfolioId', '=', portfolioId).execute()
}

/** Opens the sections again that a decision named: they keep their due date when a resubmission shuts them. */
export async function reopenAskedSections(db: Db, portfolioId: string, at: string): Promise<void> {
  await db
    .updateTable('portfolio_section')
    .set({ reopenedAt: at })
    .where('portfolioId', '=', portfolioId)
    .where('dueOn', 'is not', null)
    .execute()
}

/** The team's members of today, in order of joining. */
export async function listRoster(db: Db, teamId: string, today: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.personId')
    .select(['person.id as personId', 'person.displayName as name', 'person.givenName', 'person.email'])
    .where('membership.teamId', '=', teamId)
    .where('membership.startedOn', '<=', today)
    .where((e) => e.or([e('membership.endedOn', 'is', null), e('membership.endedOn', '>', today)]))
    .orderBy('membership.startedOn')
    .orderBy('person.displayName')
    .execute()
}

/** What the ready check wants to know of the team beside its pages. */
export async function findReadyTeam(db: Db, teamId: string) {
  return db
    .selectFrom('team')
    .select((e) => [
      'team.id',
      'team.name',
      'team.checkInRhythm',
      e
        .selectFrom('champion')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('champion.teamId', '=', 'team.id')
        .where('champion.confirmedAt', 'is not', null)
        .as('confirmedChampions'),
    ])
    .where('team.id', '=', teamId)
    .executeTakeFirst()
}

/** Pieces of evidence by id, in order of id. */
export async function listEvidenceByIds(db: Db, ids: string[]) {
  if (ids.length === 0) return []
  return db.selectFrom('evidence').selectAll().where('id', 'in', ids).orderBy('id').execute()
}
