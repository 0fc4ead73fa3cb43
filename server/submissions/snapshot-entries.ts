import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Db } from '#db/database.ts'
import { listTags } from '#db/queries/entries.ts'
import { findLastSubmission, listEvidenceByIds, listSubmissionEntries } from '#db/queries/submissions.ts'
import type { SubmissionEntryTable } from '#db/schema/review.ts'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceFacts, evidenceView } from '#domain/evidence/evidence-view.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, wordCount } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import { canonicalJson } from '#domain/submission/manifest.ts'
import type { PortfolioSubject } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import type { ReadyMaterial } from './read-ready-facts.ts'

type Row = Insertable<SubmissionEntryTable>
type Input = {
  portfolio: PortfolioSubject
  submissionId: string
  material: ReadyMaterial
  contents: ReadonlyMap<string, EntryContent>
}

/**
 * The pages of a snapshot. After changes were asked, only the reopened sections come from the living draft; the others
 * stand as they were submitted, so that what was judged stays what it was.
 */
export async function snapshotEntries(
  transaction: Db,
  context: Pick<AppContext, 'newId'>,
  { portfolio, submissionId, material, contents }: Input,
): Promise<{ rows: Row[]; evidence: Awaited<ReturnType<typeof listEvidenceByIds>> }> {
  const open = material.facts.open
  const kept = open ? await keptFromLast(transaction, context, portfolio.portfolioId, submissionId, open) : []
  const tags = await listTags(transaction, portfolio.portfolioId)
  const views = new Map(material.evidence.map((one) => [one.id, evidenceView(one as EvidenceFacts)]))
  const fresh = material.entries
    .filter((entry) => open === null || open.includes(entry.section))
    .map((entry): Row => {
      const content = contents.get(entry.documentId)!
      const own = tags.filter((tag) => tag.entryId === entry.id)
      const text = canonicalJson(content)
      return {
        id: context.newId(),
        submissionId,
        entryId: entry.id,
        section: entry.section,
        title: entry.title,
        position: entry.position,
        authorId: entry.authorId,
        tags: JSON.stringify(own.map(({ kind, value, sentence }) => ({ kind, value, sentence }))),
        content: text,
        html: renderPage(content, { evidence: views, renderTool: renderToolFigure }),
        wordCount: wordCount(content),
        sha256: createHash('sha256').update(text).digest('hex'),
      }
    })
  const rows = inReadingOrder([...kept, ...fresh], material)
  const used = new Set(rows.flatMap((row) => evidenceInContent(JSON.parse(row.content) as EntryContent)))
  if (material.facts.coverEvidenceId) used.add(material.facts.coverEvidenceId)
  return { rows, evidence: await listEvidenceByIds(transaction, [...used]) }
}

async function keptFromLast(
  transaction: Db,
  context: Pick<AppContext, 'newId'>,
  portfolioId: string,
  submissionId: string,
  open: string[],
): Promise<Row[]> {
  const last = await findLastSubmission(transaction, portfolioId)
  const entries = last ? await listSubmissionEntries(transaction, last.id) : []
  return entries
    .filter((entry) => !open.includes(entry.section))
    .map((entry) => ({ ...entry, id: context.newId(), submissionId }))
}

function inReadingOrder(rows: Row[], { template }: ReadyMaterial): Row[] {
  const place = new Map(template.sections.map((section, n) => [section.key as string, n]))
  return rows.sort(
    (a, b) => (place.get(a.section) ?? 99) - (place.get(b.section) ?? 99) || (a.position < b.position ? -1 : 1),
  )
}
