import { listWaitingRescues } from '#db/queries/rescues.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { readBlockRow, standsAgain } from '#domain/sync/stands-again.ts'
import { standsTwice } from '#domain/sync/stands-twice.ts'
import type { AppContext } from '../context.ts'
import { writableEntry } from './writable-entry.ts'

/** A piece of text that waits beside the page, as its writers see it. */
export type Rescue = {
  id: string
  kind: 'swallowed' | 'doubled' | 'block'
  text: string
  /** The picture, card or tool that waits. */
  block: PageNode | null
  /** Whether the reader wrote it. */
  own: boolean
  authorName: string | null
  causerName: string | null
  blockId: string | null
  otherBlockId: string | null
  wordsBefore: string
  wordsAfter: string
}

/** What waits beside an entry's page, for those who may write it: their own first. */
export async function listRescues(
  context: Pick<AppContext, 'db' | 'rooms'>,
  actor: Actor,
  entryId: string,
): Promise<Rescue[]> {
  const { documentId } = await writableEntry(context.db, actor, entryId)
  const rows = await listWaitingRescues(context.db, documentId)
  if (rows.length === 0) return []
  const content = await context.rooms.contentOf(documentId)
  return rows
    .filter((row) => (row.kind === 'doubled' ? standsTwice(content.page, row) : !standsAgain(content, row)))
    .map(({ authorId, createdAt: _, blockKind: __, ...row }) => ({
      ...row,
      block: row.kind === 'block' ? (readBlockRow(row.text) ?? null) : null,
      own: actor.kind === 'person' && authorId === actor.personId,
    }))
    .sort((a, b) => Number(b.own) - Number(a.own))
}
