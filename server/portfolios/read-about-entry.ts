import { findEntry, listTagsOf } from '#db/queries/entries.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

/** What is said about a page beside its text, for who may change it. */
export async function readAboutEntry(context: Pick<AppContext, 'db'>, actor: Actor, entryId: string) {
  const subject = await writableEntry(context.db, actor, entryId)
  const [entry, tags] = await Promise.all([findEntry(context.db, entryId), listTagsOf(context.db, entryId)])
  if (!entry) throw notFound('entry')
  return {
    id: entry.id,
    portfolioId: entry.portfolioId,
    section: entry.section,
    title: entry.title,
    happenedOn: entry.happenedOn,
    tags: tags.map(({ kind, value, sentence }) => ({ kind, value, sentence })),
    mayArchive: entry.archivedAt === null && can(actor, 'archive', subject),
  }
}
