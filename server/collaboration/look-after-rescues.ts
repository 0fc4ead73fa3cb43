/** What waits beside a page, looked at again whenever the page is written down. */
import type { Db } from '#db/database.ts'
import { insertRescue, listWaitingRescues, markRescueSettled } from '#db/queries/rescues.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { standsAgain } from '#domain/sync/stands-again.ts'
import { doubledBlocks, standsTwice } from '#domain/sync/stands-twice.ts'
import { doubledRow } from './rescue-rows.ts'

/**
 * Settles what came back, or stands once again; and notes blocks that share an id since two people made them at once.
 * @returns whether open pages should ask what waits beside them now
 */
export async function lookAfterRescues(
  transaction: Db,
  documentId: string,
  content: EntryContent,
  { sequence, now }: { sequence: number; now: string },
): Promise<boolean> {
  let changed = false
  for (const { blockId, text } of doubledBlocks(content.page)) {
    const row = doubledRow(documentId, { blockId, otherBlockId: blockId, text }, now)
    if (await insertRescue(transaction, { ...row, documentId, sequence })) changed = true
  }
  for (const row of await listWaitingRescues(transaction, documentId)) {
    const over = row.kind === 'doubled' ? !standsTwice(content.page, row) : standsAgain(content, row)
    if (!over) continue
    changed = true
    await markRescueSettled(transaction, {
      id: row.id,
      documentId,
      state: 'settled',
      settledById: null,
      settledAt: now,
    })
  }
  return changed
}
