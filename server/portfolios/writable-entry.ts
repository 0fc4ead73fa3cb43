import type { Db } from '#db/database.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type EntrySubject, readableEntry } from '../access/load-subject.ts'
import { Refusal } from '../errors.ts'

/** The entry, if the actor may change it; a reader is told so, a stranger finds nothing. */
export async function writableEntry(
  db: Db,
  actor: Actor,
  entryId: string,
  action: 'write' | 'archive' = 'write',
): Promise<EntrySubject> {
  const entry = await readableEntry(db, actor, entryId)
  if (can(actor, action, entry)) return entry
  throw new Refusal(
    'not-allowed',
    entry.kind === 'personal-entry'
      ? 'This page belongs to its author, who alone changes it.'
      : 'Only the team changes its pages. You are reading along.',
  )
}
