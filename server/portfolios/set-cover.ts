import { saveCover, touchPortfolio } from '#db/queries/portfolios.ts'
import { listPictures } from '#db/queries/team-home.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** The picture on the cover, from the team's own evidence; an empty one takes it away. */
export async function setCover(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { portfolioId: string; evidenceId: string },
): Promise<void> {
  const portfolio = await readablePortfolio(context.db, actor, input.portfolioId)
  if (!can(actor, 'write', portfolio)) throw new Refusal('not-allowed', 'The cover is the team’s to choose.')
  const evidenceId = input.evidenceId || null
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, portfolio.portfolioId, context.clock.iso())
    if (evidenceId) {
      const picture = (await listPictures(transaction, portfolio.portfolioId)).find((one) => one.id === evidenceId)
      if (!picture)
        throw new Refusal('not-ready', 'Choose a picture from your own evidence.', {
          link: { href: `/portfolios/${portfolio.portfolioId}/evidence`, words: 'Open your evidence' },
        })
      if (picture.altText.trim() === '')
        throw new Refusal('not-ready', 'Describe the picture first, for those who cannot see it.', {
          link: { href: `/evidence/${evidenceId}`, words: 'Describe it' },
        })
    }
    await saveCover(transaction, portfolio.portfolioId, evidenceId)
    await recordAudit(transaction, context, actor, {
      action: 'set-cover',
      subjectKind: 'portfolio',
      subjectId: portfolio.portfolioId,
      detail: { evidenceId },
    })
  })
}
