import type { Db } from '#db/database.ts'
import { type EntryRow, listEntries, listTags, listWriters } from '#db/queries/entries.ts'
import { listPortfolioSections } from '#db/queries/portfolios.ts'
import { contentFacts, type EntryFacts } from '#domain/portfolio/entry-facts.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { type SectionState, sectionState, type TeamFacts } from '#domain/portfolio/section-state.ts'
import type { Template } from '#domain/programme/edition.ts'

export type EntryView = {
  id: string
  section: string
  title: string
  documentId: string
  schemaVersion: number
  epoch: number
  authorId: string | null
  authorName: string | null
  happenedOn: string | null
  createdAt: string
  writtenAt: string
  words: number
  /** Its first words, for a table of contents. */
  opening: string
  tags: { kind: string; value: string; sentence: string | null }[]
}
export type SectionView = {
  key: string
  title: string
  purpose: string
  phases: string[]
  facets: string[]
  mandala: string[]
  required: boolean
  personal: boolean
  state: SectionState
  entries: EntryView[]
  reopened: { dueOn: string | null; because: string | null } | null
}

const nothing = { tools: {}, quotes: 0, evidence: 0 }
const openingLength = 150

function openingOf(text: string | null): string {
  const words = (text ?? '').replace(/\s+/g, ' ').trim()
  if (words.length <= openingLength) return words
  return `${words.slice(0, words.lastIndexOf(' ', openingLength))}…`
}

/** Sections with their entries and the sentence of their state: four queries, whatever the size. */
export async function readContents(
  db: Db,
  portfolioId: string,
  template: Template,
  team: TeamFacts,
): Promise<{ sections: SectionView[]; facts: EntryFacts[] }> {
  const [rows, writers, tags, marks] = await Promise.all([
    listEntries(db, portfolioId),
    listWriters(db, portfolioId),
    listTags(db, portfolioId),
    listPortfolioSections(db, portfolioId),
  ])
  const facts = new Map(rows.map((row) => [row.id, factsOf(row, writers)]))
  const view = (row: EntryRow): EntryView => ({
    id: row.id,
    section: row.section,
    title: row.title,
    documentId: row.documentId,
    schemaVersion: row.schemaVersion,
    epoch: row.epoch,
    authorId: row.authorId,
    authorName: row.authorName,
    happenedOn: row.happenedOn,
    createdAt: row.createdAt,
    writtenAt: row.updatedAt ?? row.touchedAt,
    words: row.wordCount ?? 0,
    opening: openingOf(row.plainText),
    tags: tags.filter((tag) => tag.entryId === row.id).map(({ kind, value, sentence }) => ({ kind, value, sentence })),
  })
  const sections = template.sections.map((section): SectionView => {
    const own = rows.filter((row) => row.section === section.key)
    const mark = marks.find((one) => one.section === section.key)
    return {
      key: section.key,
      title: section.title,
      purpose: section.purpose,
      phases: section.phases,
      facets: section.facets,
      mandala: section.mandala,
      required: section.required,
      personal: section.personal,
      state: sectionState(
        section,
        own.map((row) => facts.get(row.id)!),
        team,
      ),
      entries: own.map(view),
      reopened: mark?.reopenedAt ? { dueOn: mark.dueOn, because: mark.reopenedBecause } : null,
    }
  })
  return { sections, facts: [...facts.values()] }
}

function factsOf(row: EntryRow, writers: { entryId: string; personId: string }[]): EntryFacts {
  const found = row.content ? contentFacts(JSON.parse(row.content) as EntryContent) : nothing
  return {
    entryId: row.id,
    section: row.section,
    title: row.title,
    words: row.wordCount ?? 0,
    ...found,
    happenedOn: row.happenedOn,
    authorId: row.authorId,
    writerIds: writers.filter((writer) => writer.entryId === row.id).map((writer) => writer.personId),
  }
}
