import { findPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { sectionOf, type Template } from '#domain/programme/edition.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { checkedTitle } from './entry-title.ts'
import { emptyContent, type NewEntry, openEntry } from './open-entry.ts'

/**
 * Opens a page at the end of a section. Its document is seeded here, once, in the same transaction; in a personal
 * section the page belongs to who opens it.
 */
export async function createEntry(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { portfolioId: string; section: string; title: string; happenedOn?: string | null },
): Promise<NewEntry> {
  const portfolio = await readablePortfolio(context.db, actor, input.portfolioId)
  if (actor.kind !== 'person' || !can(actor, 'add-entry', portfolio))
    throw new Refusal(
      'not-allowed',
      'Only the team writes in its portfolio. You can read it, and leave notes where you mentor.',
    )
  const row = await findPortfolio(context.db, portfolio.portfolioId)
  if (!row) throw notFound('portfolio')
  const section = sectionOf(JSON.parse(row.template) as Template, input.section)
  if (!section)
    throw new Refusal('not-ready', 'This portfolio has no such section. Choose one from its contents.', {
      fields: { section: 'Choose a section of this portfolio.' },
      link: { href: `/portfolios/${portfolio.portfolioId}`, words: 'See the contents' },
    })
  const title = checkedTitle(input.title)
  return context.db.transaction().execute((transaction) =>
    openEntry(transaction, context, actor, {
      portfolioId: portfolio.portfolioId,
      section,
      title,
      happenedOn: input.happenedOn || null,
      content: emptyContent(context.newId),
    }),
  )
}
