import { findCheckIn, listTurns, markTurnShared } from '#db/queries/check-ins.ts'
import { findPortfolio, findPortfolioOfTeam } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { sectionOf, type Template } from '#domain/programme/edition.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { type NewEntry, openEntry } from './open-entry.ts'

const lineLength = 400

/**
 * Copies one line of one's own check-in words into the portfolio, as a page of "Practice" (6) or "Us" (1). What was
 * not chosen stays where it is, unseen.
 */
export async function shareLine(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { checkInId: string; line: string; section: string },
): Promise<NewEntry> {
  const checkIn = await findCheckIn(context.db, input.checkInId)
  const found = checkIn && (await findPortfolioOfTeam(context.db, checkIn.teamId))
  if (!checkIn || !found || actor.kind !== 'person') throw notFound('check-in')
  const portfolio = await readablePortfolio(context.db, actor, found.id)
  const mine = (await listTurns(context.db, checkIn.id)).find((turn) => turn.personId === actor.personId)
  if (!can(actor, 'add-entry', portfolio) || !mine) throw notFound('check-in')
  if (checkIn.state !== 'after' && checkIn.state !== 'ended')
    throw new Refusal('not-ready', 'Sharing comes when the ring has gone round.')
  const line = input.line.trim()
  if (line === '' || line.length > lineLength)
    throw new Refusal('not-ready', 'Choose the line that you want to share.', {
      fields: { line: `One line, at most ${lineLength} characters.` },
    })
  const row = await findPortfolio(context.db, found.id)
  const section = row && sectionOf(JSON.parse(row.template) as Template, input.section === '1' ? '1' : '6')
  if (!section) throw notFound('section')
  const day = checkIn.startedAt.slice(0, 10)
  const content: EntryContent = {
    page: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          attrs: { id: context.newId(), kind: 'quote' },
          content: [{ type: 'text', text: line }],
        },
        {
          type: 'paragraph',
          attrs: { id: context.newId(), kind: 'p' },
          content: [{ type: 'text', text: `${mine.givenName}, in answer to “${checkIn.question}”` }],
        },
      ],
    },
    blocks: {},
  }
  return context.db.transaction().execute(async (transaction) => {
    const entry = await openEntry(transaction, context, actor, {
      portfolioId: found.id,
      section,
      title: `A line from our check-in: ${mine.givenName}`,
      happenedOn: day,
      content,
    })
    // Words that the team already reads stay readable to it; others stay their author's, but for this line.
    const kept = mine.kept === 'team' ? 'team' : 'portfolio'
    const key = { checkInId: checkIn.id, personId: actor.personId }
    if (!(await markTurnShared(transaction, key, { sharedEntryId: entry.id, kept, updatedAt: context.clock.iso() })))
      throw new Refusal(
        'changed-meanwhile',
        'You have shared a line of this check-in already. Its page is yours to add to.',
      )
    return entry
  })
}
