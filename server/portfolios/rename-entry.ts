import { changeEntry } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { checkedTitle } from './entry-title.ts'
import { writableEntry } from './writable-entry.ts'

export async function renameEntry(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { entryId: string; title: string },
): Promise<void> {
  const entry = await writableEntry(context.db, actor, input.entryId)
  const title = checkedTitle(input.title)
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, entry.portfolioId, at)
    await changeEntry(transaction, entry.entryId, { title, touchedAt: at })
    await recordAudit(transaction, context, actor, {
      action: 'rename-entry',
      subjectKind: 'entry',
      subjectId: entry.entryId,
      detail: { title },
    })
  })
}
