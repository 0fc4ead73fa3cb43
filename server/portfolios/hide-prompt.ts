import { findHiddenPrompts, findPortfolio, saveHiddenPrompts, touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { sectionOf, type Template } from '#domain/programme/edition.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

/** A team hides a prompt that does not help it, or shows it again. */
export async function hidePrompt(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { portfolioId: string; section: string; prompt: string; hidden: boolean },
): Promise<void> {
  const portfolio = await readablePortfolio(context.db, actor, input.portfolioId)
  if (!can(actor, 'write', portfolio)) throw new Refusal('not-allowed', 'Which prompts to see is the team’s to choose.')
  const row = await findPortfolio(context.db, portfolio.portfolioId)
  const section = row && sectionOf(JSON.parse(row.template) as Template, input.section)
  if (!section?.prompts.some((prompt) => prompt.key === input.prompt)) throw notFound('prompt')
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, portfolio.portfolioId, context.clock.iso())
    const hidden = new Set(await findHiddenPrompts(transaction, portfolio.portfolioId, section.key))
    if (input.hidden) hidden.add(input.prompt)
    else hidden.delete(input.prompt)
    await saveHiddenPrompts(transaction, portfolio.portfolioId, section.key, [...hidden].sort())
    await recordAudit(transaction, context, actor, {
      action: input.hidden ? 'hide-prompt' : 'show-prompt',
      subjectKind: 'portfolio',
      subjectId: portfolio.portfolioId,
      detail: { section: section.key, prompt: input.prompt },
    })
  })
}
