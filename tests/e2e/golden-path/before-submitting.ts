/** Kelp Forest a week before its submission: the demo's team with every required section begun and nothing handed in. */
import { demoId } from '#db/demo/demo-id.ts'
import type { Template } from '#domain/programme/edition.ts'
import type { AppContext } from '#server/context.ts'

export async function beforeSubmitting(
  context: AppContext,
  teamName: string,
): Promise<{ teamId: string; portfolioId: string; cohortId: string }> {
  const { db, clock } = context
  const team = await db
    .selectFrom('team')
    .innerJoin('portfolio', 'portfolio.teamId', 'team.id')
    .innerJoin('programme_edition', 'programme_edition.id', 'portfolio.editionId')
    .select(['team.id as teamId', 'team.cohortId', 'portfolio.id as portfolioId', 'programme_edition.template'])
    .where('team.name', '=', teamName)
    .executeTakeFirstOrThrow()
  const submissions = await db
    .selectFrom('submission')
    .select('id')
    .where('portfolioId', '=', team.portfolioId)
    .execute()
  const submissionIds = submissions.map((row) => row.id)
  await db.transaction().execute(async (transaction) => {
    if (submissionIds.length > 0) {
      const reviews = transaction.selectFrom('review').select('id').where('submissionId', 'in', submissionIds)
      await transaction.deleteFrom('citation').where('reviewId', 'in', reviews).execute()
      await transaction.deleteFrom('score').where('reviewId', 'in', reviews).execute()
      await transaction
        .deleteFrom('annotation_reply')
        .where(
          'annotationId',
          'in',
          transaction.selectFrom('annotation').select('id').where('submissionId', 'in', submissionIds),
        )
        .execute()
      await transaction.deleteFrom('annotation').where('submissionId', 'in', submissionIds).execute()
      for (const table of [
        'moderation',
        'moderation_message',
        'agreed_level',
        'submission_entry',
        'submission_evidence',
        'review',
      ] as const) {
        await transaction.deleteFrom(table).where('submissionId', 'in', submissionIds).execute()
      }
      await transaction.deleteFrom('submission').where('id', 'in', submissionIds).execute()
    }
    await transaction.updateTable('portfolio').set({ state: 'draft' }).where('id', '=', team.portfolioId).execute()
  })
  const template = JSON.parse(team.template) as Template
  const members = await db
    .selectFrom('membership')
    .select('personId')
    .where('teamId', '=', team.teamId)
    .where('endedOn', 'is', null)
    .execute()
  const begun = await db
    .selectFrom('entry')
    .innerJoin('document_projection', 'document_projection.documentId', 'entry.documentId')
    .select('entry.section')
    .where('entry.portfolioId', '=', team.portfolioId)
    .where('document_projection.wordCount', '>', 0)
    .execute()
  for (const section of template.sections) {
    if (!section.required || begun.some((entry) => entry.section === section.key)) continue
    const id = demoId(`golden path/${section.key}`)
    const documentId = demoId(`golden path document/${section.key}`)
    const words = `What we have to say about “${section.title}” fits into two sentences. They took us five months.`
    const content = {
      page: {
        type: 'doc',
        content: [{ type: 'paragraph', attrs: { id: `${id}p`, kind: 'p' }, content: [{ type: 'text', text: words }] }],
      },
      blocks: {},
    }
    await db.transaction().execute(async (transaction) => {
      await context.rooms.seed(transaction, { documentId, content, personId: members[0]!.personId })
      await transaction
        .insertInto('entry')
        .values({
          id,
          portfolioId: team.portfolioId,
          section: section.key,
          title: section.title,
          position: 'a0',
          documentId,
          authorId: section.personal ? members[0]!.personId : null,
          happenedOn: null,
          createdById: members[0]!.personId,
          createdAt: clock.iso(),
          touchedAt: clock.iso(),
          archivedAt: null,
        })
        .execute()
    })
  }
  // Consent that the demo leaves open elsewhere is no part of this journey.
  await db
    .updateTable('evidence')
    .set({ declaration: 'none', consentState: 'not-needed', altText: 'A gate in the rain' })
    .where('portfolioId', '=', team.portfolioId)
    .execute()
  return team
}
