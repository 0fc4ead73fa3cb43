import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { ConsentState } from '#domain/evidence/consent.ts'
import type { EvidenceState } from '#domain/evidence/evidence-view.ts'
import type { Db } from '../database.ts'
import type { EvidenceTable } from '../schema/portfolio.ts'

export type Evidence = Selectable<EvidenceTable>
/** A piece with the names that a reader wants beside it. */
export type ListedEvidence = Evidence & {
  siteElementName: string | null
  siteName: string | null
  capturedByName: string | null
  /** In how many entries it is used. */
  uses: number
}

const listed = (db: Db) =>
  db
    .selectFrom('evidence')
    .leftJoin('site_element', 'site_element.id', 'evidence.siteElementId')
    .leftJoin('site', 'site.id', 'site_element.siteId')
    .leftJoin('person', 'person.id', 'evidence.capturedById')
    .selectAll('evidence')
    .select((eb) => [
      'site_element.name as siteElementName',
      'site.name as siteName',
      'person.displayName as capturedByName',
      eb
        .selectFrom('entry_evidence')
        .innerJoin('entry', 'entry.id', 'entry_evidence.entryId')
        .whereRef('entry_evidence.evidenceId', '=', 'evidence.id')
        .where('entry.archivedAt', 'is', null)
        .select((inner) => inner.fn.countAll<number>().as('uses'))
        .as('uses'),
    ])
    .$narrowType<{ uses: number }>()

/** What the team has not put away, newest day first. */
export async function listEvidence(db: Db, portfolioId: string): Promise<ListedEvidence[]> {
  return listed(db)
    .where('evidence.portfolioId', '=', portfolioId)
    .where('evidence.archivedAt', 'is', null)
    .orderBy(sql`coalesce("evidence"."takenOn", "evidence"."createdAt")`, 'desc')
    .orderBy('evidence.id')
    .execute()
}

export async function findListedEvidence(db: Db, evidenceId: string): Promise<ListedEvidence | undefined> {
  return listed(db).where('evidence.id', '=', evidenceId).executeTakeFirst()
}

/** The entries that use a piece. */
export async function listUses(db: Db, evidenceId: string) {
  return db
    .selectFrom('entry_evidence')
    .innerJoin('entry', 'entry.id', 'entry_evidence.entryId')
    .where('entry_evidence.evidenceId', '=', evidenceId)
    .where('entry.archivedAt', 'is', null)
    .select(['entry.id', 'entry.title', 'entry.section'])
    .orderBy('entry.position')
    .execute()
}

/** A piece, where it stands, and each reviewer whose submission took it along: one row a reviewer, at least one. */
export async function listEvidencePlaces(db: Db, evidenceId: string) {
  return db
    .selectFrom('evidence')
    .innerJoin('portfolio', 'portfolio.id', 'evidence.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .leftJoin('submission_evidence', 'submission_evidence.evidenceId', 'evidence.id')
    .leftJoin('submission', (join) =>
      join.onRef('submission.id', '=', 'submission_evidence.submissionId').on('submission.state', '!=', 'withdrawn'),
    )
    .leftJoin('review', 'review.submissionId', 'submission.id')
    .where('evidence.id', '=', evidenceId)
    .selectAll('evidence')
    .select(['portfolio.teamId', 'portfolio.state as portfolioState', 'team.cohortId', 'review.reviewerId'])
    .execute()
}

export async function insertEvidence(db: Db, row: Insertable<EvidenceTable>): Promise<void> {
  await db.insertInto('evidence').values(row).execute()
}

/** Moves a piece that is in state `from`. @returns whether it was. */
export async function moveEvidence(
  db: Db,
  evidenceId: string,
  from: EvidenceState,
  change: Updateable<EvidenceTable> & { state: EvidenceState },
): Promise<boolean> {
  const moved = await db
    .updateTable('evidence')
    .set(change)
    .where('id', '=', evidenceId)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Changes consent where it is still one of `from`. @returns whether it was. */
export async function moveConsent(
  db: Db,
  evidenceId: string,
  from: readonly ConsentState[],
  change: Pick<Updateable<EvidenceTable>, 'declaration' | 'consentState' | 'consentNote'>,
): Promise<boolean> {
  const moved = await db
    .updateTable('evidence')
    .set(change)
    .where('id', '=', evidenceId)
    .where('consentState', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

export async function updateEvidence(db: Db, evidenceId: string, change: Updateable<EvidenceTable>): Promise<void> {
  await db.updateTable('evidence').set(change).where('id', '=', evidenceId).execute()
}

/** Puts a piece away. @returns whether it was not put away yet. */
export async function markEvidenceArchived(db: Db, evidenceId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('evidence')
    .set({ archivedAt: at })
    .where('id', '=', evidenceId)
    .where('archivedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** How much of its room a portfolio uses; what is on its way counts with the size that was announced. */
export async function measureEvidence(db: Db, portfolioId: string): Promise<{ bytes: number; files: number }> {
  const row = await db
    .selectFrom('evidence')
    .where('portfolioId', '=', portfolioId)
    .where('state', '!=', 'refused')
    .where('fileName', 'is not', null)
    .select((eb) => [eb.fn.sum<number | null>('size').as('bytes'), eb.fn.countAll<number>().as('files')])
    .executeTakeFirstOrThrow()
  return { bytes: Number(row.bytes ?? 0), files: Number(row.files) }
}

/** Holds every other writer of this portfolio's evidence until the transaction ends. */
export async function touchPortfolioOfEvidence(db: Db, portfolioId: string, at: string): Promise<void> {
  await db.updateTable('portfolio').set({ touchedAt: at }).where('id', '=', portfolioId).execute()
}
