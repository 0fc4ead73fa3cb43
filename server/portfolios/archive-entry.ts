import { markArchived, markUnarchived } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>

/** Puts a page aside. Nothing in it is lost, and it can come back to its place; whoever has it open reads from now on. */
export async function archiveEntry(context: Needs, actor: Actor, input: { entryId: string }): Promise<void> {
  await putAside(context, actor, input.entryId, 'archive-entry')
}

export async function unarchiveEntry(context: Needs, actor: Actor, input: { entryId: string }): Promise<void> {
  await putAside(context, actor, input.entryId, 'unarchive-entry')
}

async function putAside(context: Needs, actor: Actor, entryId: string, action: 'archive-entry' | 'unarchive-entry') {
  const entry = await writableEntry(context.db, actor, entryId, 'archive')
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, entry.portfolioId, at)
    const mark = action === 'archive-entry' ? markArchived : markUnarchived
    if (!(await mark(transaction, entry.entryId, at)))
      throw new Refusal('changed-meanwhile', 'Somebody did this a moment ago. Reload to see the section as it is.')
    await recordAudit(transaction, context, actor, { action, subjectKind: 'entry', subjectId: entry.entryId })
  })
  context.rooms.accessChanged({ documentId: entry.documentId })
}
