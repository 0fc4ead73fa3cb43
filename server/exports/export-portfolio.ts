/**
 * A team's whole portfolio as one ZIP that opens without any server: `index.html` with a page for each entry, `data.json`
 * (everything as data, with its version), and `media/` with the files. Streamed, so that its size does not matter.
 */
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { listEntries, listTags } from '#db/queries/entries.ts'
import { findPortfolio } from '#db/queries/portfolios.ts'
import { listEvidenceByIds, listRoster } from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceFacts, evidenceView } from '#domain/evidence/evidence-view.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, pagePlainText } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import type { Template } from '#domain/programme/edition.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { entryFileName, entryPage, indexPage, mediaName } from './export-pages.ts'

export const exportVersion = 1

export type ExportedPortfolio = { fileName: string; body: ReadableStream<Uint8Array> }

/** @throws not-allowed for those who only read */
export async function exportPortfolio(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms' | 'evidenceStore' | 'logger'>,
  actor: Actor,
  portfolioId: string,
): Promise<ExportedPortfolio> {
  const portfolio = await readablePortfolio(context.db, actor, portfolioId)
  if (!can(actor, 'export', portfolio))
    throw new Refusal('not-allowed', 'The team exports its own portfolio; ask one of its members.')
  const row = await findPortfolio(context.db, portfolioId)
  if (!row) throw notFound('portfolio')
  const template = JSON.parse(row.template) as Template
  const place = new Map(template.sections.map((section, n) => [section.key as string, n]))
  const listed = (await listEntries(context.db, portfolioId)).sort(
    (a, b) => (place.get(a.section) ?? 99) - (place.get(b.section) ?? 99),
  )
  const tags = await listTags(context.db, portfolioId)
  const entries = await Promise.all(
    listed.map(async (entry) => ({ ...entry, content: await context.rooms.contentOf(entry.documentId) })),
  )
  const evidenceIds = new Set(entries.flatMap((entry) => evidenceInContent(entry.content)))
  const evidence = (await listEvidenceByIds(context.db, [...evidenceIds])).filter((one) => one.state === 'ready')
  const views = new Map(
    evidence.map((one) => {
      const view = evidenceView(one as EvidenceFacts)
      const file = view.fileUrl ? `../media/${mediaName(one)}` : null
      return [one.id, { ...view, fileUrl: file, thumbnailUrl: view.mediaType?.startsWith('image/') ? file : null }]
    }),
  )
  const pages = entries.map((entry, n) => ({
    name: entryFileName(n, entry.title),
    title: entry.title,
    section: template.sections.find((section) => section.key === entry.section)?.title ?? '',
    html: renderPage(entry.content as EntryContent, { evidence: views, renderTool: renderToolFigure }),
  }))
  const roster = await listRoster(context.db, portfolio.teamId, context.clock.today('UTC'))
  const data = {
    fieldfolio: exportVersion,
    exportedAt: context.clock.iso(),
    team: {
      id: portfolio.teamId,
      name: row.teamName,
      members: roster.map(({ personId, name }) => ({ personId, name })),
    },
    portfolio: { id: portfolioId, state: portfolio.state },
    entries: entries.map((entry) => ({
      id: entry.id,
      section: entry.section,
      title: entry.title,
      happenedOn: entry.happenedOn,
      author: entry.authorName,
      tags: tags
        .filter((tag) => tag.entryId === entry.id)
        .map(({ kind, value, sentence }) => ({ kind, value, sentence })),
      text: pagePlainText(entry.content),
      content: entry.content,
    })),
    evidence: evidence.map(({ id, kind, title, altText, mediaType, sha256, takenOn, consentState }) => ({
      id,
      kind,
      title,
      altText,
      mediaType,
      sha256,
      takenOn,
      consentState,
    })),
  }
  await recordAudit(context.db, context, actor, { action: 'export', subjectKind: 'portfolio', subjectId: portfolioId })
  const texts: [string, string][] = [
    [
      'index.html',
      indexPage(
        row.teamName,
        roster.map((one) => one.name),
        pages,
      ),
    ],
    ...pages.map((page): [string, string] => [`entries/${page.name}`, entryPage(row.teamName, page)]),
    ['data.json', JSON.stringify(data, null, 2)],
  ]
  const media = evidence
    .filter((one) => one.storageKey && views.get(one.id)?.fileUrl)
    .map((one) => ({ name: `media/${mediaName(one)}`, key: one.storageKey! }))
  return { fileName: `${row.teamName.replace(/[^\p{L}\p{N}]+/gu, '-')}.zip`, body: zipped(context, texts, media) }
}

function zipped(
  context: Pick<AppContext, 'evidenceStore' | 'logger'>,
  texts: [string, string][],
  media: { name: string; key: string }[],
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  let written = Promise.resolve()
  const zip = new Zip((error, chunk, final) => {
    written = error
      ? writer.abort(error)
      : written.then(() => writer.write(chunk)).then(() => (final ? writer.close() : undefined))
    written.catch(() => {})
  })
  const fill = async () => {
    for (const [name, text] of texts) {
      const file = new ZipDeflate(name, { level: 6 })
      zip.add(file)
      file.push(new TextEncoder().encode(text), true)
      await written
    }
    for (const { name, key } of media) {
      const file = new ZipPassThrough(name)
      zip.add(file)
      for await (const chunk of Readable.fromWeb((await context.evidenceStore.read(key)) as NodeStream)) {
        file.push(chunk)
        await written
      }
      file.push(new Uint8Array(), true)
    }
    zip.end()
    await written
  }
  fill().catch((error) => {
    context.logger.error({ err: error }, 'export stopped')
    void writer.abort(error).catch(() => {})
  })
  return readable
}
