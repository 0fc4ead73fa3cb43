import { listPanel } from '#db/queries/review-place.ts'
import { findSubmission, listSubmissionEntries } from '#db/queries/submissions.ts'
import { hideWithdrawnEvidence } from '#db/queries/withdrawn-evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { Template } from '#domain/programme/edition.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

export type SnapshotView = {
  id: string
  number: number
  state: string
  submittedAt: string
  manifestSha256: string
  teamId: string
  teamName: string
  portfolioId: string
  roster: { name: string }[]
  words: number
  sections: {
    key: string
    title: string
    entries: { id: string; title: string; html: string; wordCount: number; sha256: string }[]
  }[]
}

/** One frozen snapshot as a calm page. @throws not-found where the actor may not read it */
export async function readSubmission(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  submissionId: string,
): Promise<SnapshotView> {
  const row = await findSubmission(context.db, submissionId)
  if (!row) throw notFound('submission')
  const reviewerIds = (await listPanel(context.db, submissionId)).map((seat) => seat.reviewerId)
  const subject = {
    kind: 'submission' as const,
    state: row.state,
    teamId: row.teamId,
    cohortId: row.cohortId,
    reviewerIds,
  }
  if (!can(actor, 'read', subject)) throw notFound('submission')
  const frozen = await listSubmissionEntries(context.db, submissionId)
  const entries = await hideWithdrawnEvidence(context.db, submissionId, frozen)
  const template = JSON.parse(row.template) as Template
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    submittedAt: row.submittedAt,
    manifestSha256: row.manifestSha256,
    teamId: row.teamId,
    teamName: row.teamName,
    portfolioId: row.portfolioId,
    roster: (JSON.parse(row.roster) as { name: string }[]).map(({ name }) => ({ name })),
    words: entries.reduce((sum, entry) => sum + entry.wordCount, 0),
    sections: template.sections
      .map(({ key, title }) => ({
        key,
        title,
        entries: entries
          .filter((entry) => entry.section === key)
          .map(({ id, title, html, wordCount, sha256 }) => ({ id, title, html, wordCount, sha256 })),
      }))
      .filter((section) => section.entries.length > 0),
  }
}
