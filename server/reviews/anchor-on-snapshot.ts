import type { Db } from '#db/database.ts'
import { findSnapshotContent } from '#db/queries/review-reading.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { type Anchor, groundAnchor, longestQuote } from '#domain/review/quote.ts'
import { Refusal } from '../errors.ts'

export type AnchorInput = Anchor & { entryId: string }

/** Holds an anchor against the frozen page. @returns the columns to keep, with the quote that really stands there. */
export async function anchorOnSnapshot(db: Db, submissionId: string, anchor: AnchorInput) {
  const stored = await findSnapshotContent(db, submissionId, anchor.entryId)
  if (stored === undefined) throw new Refusal('malformed', 'That page is not in this snapshot. Select the words again.')
  const ground = groundAnchor(JSON.parse(stored) as EntryContent, anchor)
  if ('problem' in ground) throw new Refusal('malformed', ground.problem, { fields: { quote: ground.problem } })
  return anchorColumns(anchor, ground.quote)
}

/** The columns of an anchor, the same for citations and annotations. */
export function anchorColumns(anchor: AnchorInput, quote: string) {
  return {
    entryId: anchor.entryId,
    blockId: anchor.blockId,
    partId: anchor.partId ?? null,
    start: anchor.start ?? null,
    end: anchor.end ?? null,
    quote: quote.slice(0, longestQuote),
  }
}
