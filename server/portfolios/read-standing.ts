import { findEntry } from '#db/queries/entries.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

/** What an open page asks when no live connection comes about: who I am to you, and whether I am still of today. */
export async function readStanding(
  context: Pick<AppContext, 'db'>,
  actor: Actor & { kind: 'person' },
  entryId: string,
) {
  const subject = await readableEntry(context.db, actor, entryId)
  const entry = await findEntry(context.db, entryId)
  if (!entry) throw notFound('entry')
  return {
    personId: actor.personId,
    documentId: entry.documentId,
    epoch: entry.epoch,
    schemaVersion: pageSchemaVersion,
    mayWrite: can(actor, 'write', subject) && entry.archivedAt === null && entry.documentState === 'open',
  }
}
