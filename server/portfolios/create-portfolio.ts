import { findPortfolioOfTeam, getCohortEdition, insertPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** The team's one portfolio, pinned to the edition that its cohort runs. */
export async function createPortfolio(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { teamId: string },
): Promise<{ portfolioId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'create-portfolio', team)) throw new Refusal('not-allowed', 'Only the team can open its portfolio.')
  const portfolioId = context.newId()
  const at = context.clock.iso()
  const created = await context.db.transaction().execute(async (transaction) => {
    const editionId = await getCohortEdition(transaction, team.cohortId)
    const inserted = await insertPortfolio(transaction, {
      id: portfolioId,
      teamId: team.teamId,
      editionId,
      state: 'draft',
      summary: null,
      coverEvidenceId: null,
      publishedAt: null,
      createdAt: at,
      touchedAt: at,
    })
    if (inserted)
      await recordAudit(transaction, context, actor, {
        action: 'create-portfolio',
        subjectKind: 'portfolio',
        subjectId: portfolioId,
        detail: { teamId: team.teamId, editionId },
      })
    return inserted
  })
  if (created) return { portfolioId }
  const existing = await findPortfolioOfTeam(context.db, team.teamId)
  throw new Refusal('changed-meanwhile', 'The team has its portfolio already.', {
    link: { href: `/portfolios/${existing?.id}`, words: 'Open it' },
  })
}
