import { generateNKeysBetween } from 'fractional-indexing'
import { type EntryContent, pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { pagePlainText, wordCount } from '#domain/portfolio/page-text.ts'
import { bulkInsert } from './bulk-insert.ts'
import type { Rows } from './demo-needs.ts'
import { instantOf } from './demo-time.ts'
import { readEntry, type WrittenEntry } from './read-entry.ts'
import { namesIn } from './read-files.ts'
import { portfolioId, type World } from './read-world.ts'
import { type History, historyOf } from './write-history.ts'

export type LoadedEntry = WrittenEntry & { team: string; position: string; content: EntryContent; history: History }

/** Every page of every team, with its whole history, in the order of its portfolio. */
export function makeEntries(world: World): LoadedEntry[] {
  return world.teams.flatMap((team) => {
    const names = namesIn(`teams/${team.key}`, '.md')
    const positions = generateNKeysBetween(null, null, names.length)
    return names.map((name, index) => {
      const entry = readEntry(world, team.key, name)
      const history = historyOf(entry)
      return { ...entry, team: team.key, position: positions[index]!, content: history.content, history }
    })
  })
}

export async function loadEntries({ transaction }: Rows, entries: LoadedEntry[]): Promise<void> {
  await bulkInsert(
    transaction,
    'document',
    entries.map((entry) => ({
      id: entry.documentId,
      schemaVersion: pageSchemaVersion,
      state: 'open' as const,
      createdAt: beganAt(entry),
    })),
  )
  await loadLogs(transaction, entries)
  await bulkInsert(
    transaction,
    'entry',
    entries.map((entry) => ({
      id: entry.id,
      portfolioId: portfolioId(entry.team),
      section: entry.section,
      title: entry.title,
      position: entry.position,
      documentId: entry.documentId,
      authorId: entry.authorId,
      happenedOn: entry.date,
      createdById: entry.contributions[0]!.personId,
      createdAt: beganAt(entry),
      touchedAt: entry.history.endedAt,
      archivedAt: null,
    })),
  )
  await bulkInsert(
    transaction,
    'entry_tag',
    entries.flatMap((entry) => [
      ...(entry.facets ?? []).map((value) => ({ entryId: entry.id, kind: 'facet', value, sentence: null })),
      ...(entry.mandala ?? []).map((value) => ({ entryId: entry.id, kind: 'mandala', value, sentence: null })),
      ...Object.entries(entry.goals ?? {}).map(([value, sentence]) => ({
        entryId: entry.id,
        kind: 'goal',
        value,
        sentence,
      })),
    ]),
  )
}

async function loadLogs(transaction: Rows['transaction'], entries: LoadedEntry[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    entry.history.log.map((row) => ({
      documentId: entry.documentId,
      epoch: 1,
      personId: row.personId,
      connectionId: `demo-${row.clientId}`,
      insertedCharacters: row.insertedCharacters,
      deletedCharacters: 0,
      createdAt: row.at,
      update: row.update,
    })),
  )
  await bulkInsert(transaction, 'document_update', rows)
  const clients = new Map<string, { documentId: string; clientId: number; personId: string; firstSeenAt: string }>()
  for (const entry of entries)
    for (const { clientId, personId, at } of entry.history.log) {
      const key = `${entry.documentId} ${clientId}`
      if (!clients.has(key)) clients.set(key, { documentId: entry.documentId, clientId, personId, firstSeenAt: at })
    }
  await bulkInsert(transaction, 'document_client', [...clients.values()])
  const newest = await transaction
    .selectFrom('document_update')
    .select(['documentId', ({ fn }) => fn.max('sequence').as('sequence')])
    .groupBy('documentId')
    .execute()
  const sequences = new Map(newest.map((row) => [row.documentId, Number(row.sequence)]))
  await bulkInsert(
    transaction,
    'document_projection',
    entries.map((entry) => ({
      documentId: entry.documentId,
      uptoSequence: sequences.get(entry.documentId) ?? 0,
      content: JSON.stringify(entry.content),
      plainText: pagePlainText(entry.content),
      wordCount: wordCount(entry.content),
      updatedAt: entry.history.endedAt,
    })),
  )
}

const beganAt = (entry: WrittenEntry) => entry.contributions[0]?.at ?? instantOf(entry.date, '15:40')
