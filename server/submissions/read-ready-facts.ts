import type { Db } from '#db/database.ts'
import { listEntries, listWriters } from '#db/queries/entries.ts'
import { findPortfolio } from '#db/queries/portfolios.ts'
import { findReadyTeam, listEvidenceByIds, listReopenedSections, listRoster } from '#db/queries/submissions.ts'
import { contentFacts, type EntryFacts } from '#domain/portfolio/entry-facts.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, wordCount } from '#domain/portfolio/page-text.ts'
import type { Template } from '#domain/programme/edition.ts'
import type { ReadyFacts, UsedEvidence } from '#domain/submission/ready-check.ts'
import type { PortfolioSubject } from '../access/load-subject.ts'
import { notFound } from '../errors.ts'

export type ReadyMaterial = {
  facts: ReadyFacts
  template: Template
  entries: Awaited<ReturnType<typeof listEntries>>
  evidence: Awaited<ReturnType<typeof listEvidenceByIds>>
  roster: Awaited<ReturnType<typeof listRoster>>
  reopened: Awaited<ReturnType<typeof listReopenedSections>>
}

/** The blank page of an entry whose text nobody has projected yet. */
const blank: EntryContent = { page: { type: 'doc', content: [] }, blocks: {} }

/**
 * Everything that the ready check looks at.
 * @param contents the final text of each document, where the caller holds it frozen; else what was projected last.
 */
export async function readReadyFacts(
  db: Db,
  portfolio: PortfolioSubject,
  today: string,
  contents?: ReadonlyMap<string, EntryContent>,
): Promise<ReadyMaterial> {
  const row = await findPortfolio(db, portfolio.portfolioId)
  const team = await findReadyTeam(db, portfolio.teamId)
  if (!row || !team) throw notFound('portfolio')
  const entries = await listEntries(db, portfolio.portfolioId)
  const writers = await listWriters(db, portfolio.portfolioId)
  const reopened = await listReopenedSections(db, portfolio.portfolioId)
  const roster = await listRoster(db, portfolio.teamId, today)
  const template = JSON.parse(row.template) as Template
  const used = new Set<string>(row.coverEvidenceId ? [row.coverEvidenceId] : [])
  const facts = entries.map((entry): EntryFacts => {
    const content =
      contents?.get(entry.documentId) ?? (entry.content ? (JSON.parse(entry.content) as EntryContent) : blank)
    for (const id of evidenceInContent(content)) used.add(id)
    return {
      entryId: entry.id,
      section: entry.section,
      title: entry.title,
      words: wordCount(content),
      ...contentFacts(content),
      happenedOn: entry.happenedOn,
      authorId: entry.authorId,
      writerIds: writers.filter((writer) => writer.entryId === entry.id).map((writer) => writer.personId),
    }
  })
  const evidence = await listEvidenceByIds(db, [...used])
  return {
    template,
    entries,
    evidence,
    roster,
    reopened,
    facts: {
      portfolioId: portfolio.portfolioId,
      teamId: portfolio.teamId,
      sections: template.sections,
      open: portfolio.state === 'changes-asked' ? reopened.map((one) => one.section) : null,
      entries: facts,
      members: roster,
      coverEvidenceId: row.coverEvidenceId,
      checkInRhythm: team.checkInRhythm,
      championConfirmed: Number(team.confirmedChampions) > 0,
      evidence: evidence as UsedEvidence[],
    },
  }
}
