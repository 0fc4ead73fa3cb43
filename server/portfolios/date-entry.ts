import { changeEntry } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

/** The day that the page tells of; an empty one takes the date away. */
export async function dateEntry(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { entryId: string; happenedOn: string },
): Promise<void> {
  const entry = await writableEntry(context.db, actor, input.entryId)
  const day = input.happenedOn.trim()
  if (day !== '' && (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))))
    throw new Refusal('not-ready', 'Choose the day that the page tells of.', {
      fields: { happenedOn: 'Write the day as year-month-day, for example 2027-02-16.' },
    })
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, entry.portfolioId, at)
    await changeEntry(transaction, entry.entryId, { happenedOn: day || null, touchedAt: at })
    await recordAudit(transaction, context, actor, {
      action: 'date-entry',
      subjectKind: 'entry',
      subjectId: entry.entryId,
      detail: { happenedOn: day || null },
    })
  })
}
