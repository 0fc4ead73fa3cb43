import { hideWithdrawn } from '#domain/evidence/hide-withdrawn.ts'
import type { Db } from '../database.ts'

/** Frozen pages of one submission, without what was withdrawn after it: every reader of snapshots gets them this way. */
export async function hideWithdrawnEvidence<Row extends { html: string }>(
  db: Db,
  submissionId: string,
  rows: Row[],
): Promise<Row[]> {
  const withdrawn = await db
    .selectFrom('submission_evidence')
    .innerJoin('evidence', 'evidence.id', 'submission_evidence.evidenceId')
    .where('submission_evidence.submissionId', '=', submissionId)
    .where('evidence.consentState', '=', 'withdrawn')
    .select('evidence.id')
    .execute()
  const ids = new Set(withdrawn.map(({ id }) => id))
  return ids.size === 0 ? rows : rows.map((row) => ({ ...row, html: hideWithdrawn(row.html, ids) }))
}
