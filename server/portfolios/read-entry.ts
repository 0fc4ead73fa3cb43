import { findEntry, listContributors } from '#db/queries/entries.ts'
import type { Actor } from '#domain/access/actor.ts'
import { pagePlainText, wordCount } from '#domain/portfolio/page-text.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

/** One entry as data: its committed content, its text and who wrote it. */
export async function readEntry(context: Pick<AppContext, 'db' | 'rooms'>, actor: Actor, entryId: string) {
  const subject = await readableEntry(context.db, actor, entryId)
  const [entry, content, contributors] = await Promise.all([
    findEntry(context.db, entryId),
    context.rooms.contentOf(subject.documentId),
    listContributors(context.db, subject.documentId),
  ])
  if (!entry) throw notFound('entry')
  return {
    id: entry.id,
    portfolioId: entry.portfolioId,
    section: entry.section,
    title: entry.title,
    documentId: entry.documentId,
    schemaVersion: entry.schemaVersion,
    epoch: entry.epoch,
    authorId: entry.authorId,
    happenedOn: entry.happenedOn,
    archivedAt: entry.archivedAt,
    content,
    plainText: pagePlainText(content),
    wordCount: wordCount(content),
    contributors: contributors.map((one) => ({
      id: one.id,
      name: one.displayName,
      firstAt: one.firstAt,
      lastAt: one.lastAt,
    })),
  }
}
