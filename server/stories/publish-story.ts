import { findStory, markStory } from '#db/queries/stories.ts'
import { listSubmissionEntries } from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

/** Publishes the chosen pages of a certified portfolio, or takes the story back with an empty choice. */
export async function publishStory(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { portfolioId: string; entryIds: string[] },
): Promise<void> {
  const portfolio = await readablePortfolio(context.db, actor, input.portfolioId)
  if (!can(actor, 'publish', portfolio)) {
    throw new Refusal('not-allowed', 'A team publishes its own story, once its portfolio is certified.')
  }
  await context.db.transaction().execute(async (transaction) => {
    const story = await findStory(transaction, input.portfolioId)
    if (!story?.submissionId) throw notFound('story')
    // A personal reflection leaves the house only by its own author's hand.
    const me = actor.kind === 'person' ? actor.personId : ''
    const entries = await listSubmissionEntries(transaction, story.submissionId)
    const already = new Set(JSON.parse(story.storyEntries ?? '[]') as string[])
    const entryIds = entries
      .filter((entry) =>
        entry.authorId === null || entry.authorId === me
          ? input.entryIds.includes(entry.entryId)
          : already.has(entry.entryId),
      )
      .map((entry) => entry.entryId)
    const published = entryIds.length > 0
    const moved = await markStory(transaction, input.portfolioId, {
      publishedAt: published ? (story.publishedAt ?? context.clock.iso()) : null,
      storyEntries: published ? JSON.stringify(entryIds) : null,
    })
    if (!moved) throw new Refusal('changed-meanwhile', 'The portfolio is no longer certified. Load the page again.')
    await recordAudit(transaction, context, actor, {
      action: published ? 'publish-story' : 'take-back-story',
      subjectKind: 'portfolio',
      subjectId: input.portfolioId,
      detail: { entryIds },
    })
  })
}
