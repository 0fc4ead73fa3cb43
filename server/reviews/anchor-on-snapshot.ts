import type { Db } from '#db/database.ts'
import { findSnapshotContent } from '#db/queries/review-reading.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { type Anchor, anchorProblem } from '#domain/review/quote.ts'
import { Refusal } from '../errors.ts'

export type AnchorInput = Anchor & { entryId: string }

/** Checks an anchor against the frozen page: the place exists and the quoted words stand there. */
export async function checkAnchorOnSnapshot(db: Db, submissionId: string, anchor: AnchorInput): Promise<void> {
  const stored = await findSnapshotContent(db, submissionId, anchor.entryId)
  if (stored === undefined) throw new Refusal('malformed', 'That page is not in this snapshot. Select the words again.')
  const problem = anchorProblem(JSON.parse(stored) as EntryContent, anchor)
  if (problem) throw new Refusal('malformed', problem, { fields: { quote: problem } })
}

/** The columns of an anchor, the same for citations and annotations. */
export function anchorColumns(anchor: AnchorInput) {
  return {
    entryId: anchor.entryId,
    blockId: anchor.blockId,
    partId: anchor.partId ?? null,
    start: anchor.start ?? null,
    end: anchor.end ?? null,
    quote: anchor.quote.slice(0, 2000),
  }
}
