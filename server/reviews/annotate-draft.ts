import { insertAnnotation } from '#db/queries/annotations.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { groundAnchor } from '#domain/review/quote.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type AnchorInput, anchorColumns } from './anchor-on-snapshot.ts'
import { annotationWords } from './annotate-snapshot.ts'

/**
 * A mentor's or coach's note on the living draft. The quote is checked against what is committed now; when the words
 * move on later the note stays, with its quote.
 * @returns the annotation's id.
 */
export async function annotateDraft(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { anchor: AnchorInput; words: string },
): Promise<string> {
  const { anchor } = input
  const entry = await readableEntry(context.db, actor, anchor.entryId)
  const portfolio = { ...entry, kind: 'portfolio' as const }
  if (actor.kind === 'public' || !can(actor, 'annotate', portfolio)) {
    throw new Refusal('not-allowed', "A team's mentors and coach write in the margin. You can read along.")
  }
  const words = annotationWords(input.words)
  const ground = groundAnchor(await context.rooms.contentOf(entry.documentId), anchor)
  if ('problem' in ground) {
    throw new Refusal(
      'changed-meanwhile',
      'The team has changed this passage just now. Load the page and select again.',
    )
  }
  const id = context.newId()
  await insertAnnotation(context.db, {
    id,
    portfolioId: entry.portfolioId,
    submissionId: null,
    reviewId: null,
    ...anchorColumns(anchor, ground.quote),
    region: anchor.region ? JSON.stringify(anchor.region) : null,
    words,
    audience: 'team',
    authorId: actor.personId,
    createdAt: context.clock.iso(),
    resolvedAt: null,
    resolvedById: null,
  })
  return id
}
