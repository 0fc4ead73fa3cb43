import { findEntry, listContributors, listTags } from '#db/queries/entries.ts'
import { listEvidence } from '#db/queries/evidence.ts'
import { findPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceView, evidenceView } from '#domain/evidence/evidence-view.ts'
import { evidenceInContent, wordCount } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import { tagWords } from '#domain/portfolio/tags.ts'
import { sectionOf, type Template } from '#domain/programme/edition.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

/** One entry as its page shows it: the rendered text for everybody, and where its live document is for who may write. */
export async function readEntryPage(context: Pick<AppContext, 'db' | 'rooms'>, actor: Actor, entryId: string) {
  const subject = await readableEntry(context.db, actor, entryId)
  const [entry, portfolio, content, contributors, tags, rows] = await Promise.all([
    findEntry(context.db, entryId),
    findPortfolio(context.db, subject.portfolioId),
    context.rooms.contentOf(subject.documentId),
    listContributors(context.db, subject.documentId),
    listTags(context.db, subject.portfolioId),
    listEvidence(context.db, subject.portfolioId),
  ])
  if (!entry || !portfolio) throw notFound('entry')
  const seesPending = can(actor, 'read-original', { ...subject, kind: 'evidence' })
  const used = new Set(evidenceInContent(content))
  const evidence: EvidenceView[] = rows
    .filter((row) => used.has(row.id))
    .map((row) => evidenceView(row, { seesPending }))
  const section = sectionOf(JSON.parse(portfolio.template) as Template, entry.section)
  return {
    entry: { id: entry.id, title: entry.title, happenedOn: entry.happenedOn, archivedAt: entry.archivedAt },
    portfolioId: subject.portfolioId,
    section: { key: entry.section, title: section?.title ?? `Section ${entry.section}` },
    html: renderPage(content, {
      evidence: new Map(evidence.map((one) => [one.id, one])),
      renderTool: renderToolFigure,
    }),
    words: wordCount(content),
    evidence,
    contributors: contributors.map(({ id, displayName }) => ({ id, name: displayName })),
    tags: tags
      .filter((tag) => tag.entryId === entryId)
      .map(({ kind, value, sentence }) => ({ kind, value, sentence, words: tagWords(kind, value) })),
    mayAskWhoWrote: can(actor, 'read-contributions', subject),
    mayWrite: can(actor, 'write', subject) && entry.archivedAt === null && entry.documentState === 'open',
    /** Why a member of the team reads instead of writing; null for those who only ever read. */
    personal: subject.kind === 'personal-entry',
    live: { documentId: entry.documentId, epoch: entry.epoch },
  }
}
