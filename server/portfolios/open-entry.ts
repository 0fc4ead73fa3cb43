import { generateKeyBetween } from 'fractional-indexing'
import type { Db } from '#db/database.ts'
import { insertEntry, listPlaces } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type EntryContent, pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import type { TemplateSection } from '#domain/programme/edition.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'

export type NewEntry = { id: string; documentId: string; schemaVersion: number; epoch: number }

/** One empty paragraph: where the cursor waits. */
export function emptyContent(newId: () => string): EntryContent {
  return { page: { type: 'doc', content: [{ type: 'paragraph', attrs: { id: newId(), kind: 'p' } }] }, blocks: {} }
}

/**
 * Opens a page at the end of a section, inside the caller's transaction: the portfolio's row is held, so that two new
 * pages never take the same place, and the document is seeded here and nowhere else.
 */
export async function openEntry(
  transaction: Db,
  context: Pick<AppContext, 'clock' | 'newId' | 'rooms'>,
  actor: Extract<Actor, { kind: 'person' }>,
  entry: {
    portfolioId: string
    section: TemplateSection
    title: string
    happenedOn: string | null
    content: EntryContent
  },
): Promise<NewEntry> {
  const id = context.newId()
  const documentId = context.newId()
  const at = context.clock.iso()
  await touchPortfolio(transaction, entry.portfolioId, at)
  const places = await listPlaces(transaction, entry.portfolioId, entry.section.key)
  await context.rooms.seed(transaction, { documentId, content: entry.content, personId: actor.personId })
  await insertEntry(transaction, {
    id,
    portfolioId: entry.portfolioId,
    section: entry.section.key,
    title: entry.title,
    position: generateKeyBetween(places.at(-1)?.position ?? null, null),
    documentId,
    authorId: entry.section.personal ? actor.personId : null,
    happenedOn: entry.happenedOn,
    createdById: actor.personId,
    createdAt: at,
    touchedAt: at,
    archivedAt: null,
  })
  await recordAudit(transaction, context, actor, {
    action: 'create-entry',
    subjectKind: 'entry',
    subjectId: id,
    detail: { portfolioId: entry.portfolioId, section: entry.section.key, title: entry.title },
  })
  return { id, documentId, schemaVersion: pageSchemaVersion, epoch: 1 }
}
