import { findEntry } from '#db/queries/entries.ts'
import { listEvidence } from '#db/queries/evidence.ts'
import { listVersions } from '#db/queries/versions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceView, evidenceView } from '#domain/evidence/evidence-view.ts'
import { counted } from '#domain/in-words.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import { comparePages } from '#domain/versions/compare-pages.ts'
import { renderDiff } from '#domain/versions/render-diff.ts'
import { tellDiff } from '#domain/versions/tell-diff.ts'
import { type EntrySubject, readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { mayChangeVersions, versionOf } from './entry-versions.ts'
import { readerOf } from './read-versions.ts'
import { contentDigest } from './version-digest.ts'
import { keptBecause, versionTitle } from './version-words.ts'

type Needs = Pick<AppContext, 'db' | 'rooms' | 'clock'>

/** Pieces as this reader may see them today: what was withdrawn or put away since stays hidden in old versions too. */
async function evidenceToday(
  context: Needs,
  actor: Actor,
  subject: EntrySubject,
): Promise<ReadonlyMap<string, EvidenceView>> {
  const seesPending = can(actor, 'read-original', { ...subject, kind: 'evidence' })
  const rows = await listEvidence(context.db, subject.portfolioId)
  return new Map(rows.map((row) => [row.id, evidenceView(row, { seesPending })]))
}

/** One version as a page to read, with what bringing it back would mean. */
export async function readVersion(context: Needs, actor: Actor, entryId: string, versionId: string) {
  const { db } = context
  const subject = await readableEntry(db, actor, entryId)
  const version = await versionOf(db, subject, versionId)
  const [entry, rows, now, evidence, reader] = await Promise.all([
    findEntry(db, entryId),
    listVersions(db, subject.documentId),
    context.rooms.contentOf(subject.documentId),
    evidenceToday(context, actor, subject),
    readerOf(context, actor),
  ])
  if (!entry) throw notFound('entry')
  const at = rows.findIndex((row) => row.id === versionId)
  const row = rows[at]
  if (!row) throw notFound('version')
  const restored = rows.find(({ id }) => id === row.restoredId)
  return {
    entry: { id: entry.id, title: entry.title },
    id: version.id,
    name: version.name,
    title: versionTitle(row, reader),
    /** Said beside a name, which does not tell it. */
    when: versionTitle({ ...row, name: null }, reader),
    because: keptBecause(row, restored ? versionTitle(restored, reader) : null),
    beforeId: rows[at + 1]?.id ?? null,
    html: renderPage(version.page, { evidence: new Map(evidence), renderTool: renderToolFigure }),
    hidden: hiddenPieces(version.page, evidence),
    mayChange: mayChangeVersions(actor, subject),
    isNow: contentDigest(now) === version.digest,
  }
}

/** What of a version is not to be seen today, in a sentence; null where all of it is. */
export function hiddenPieces(content: EntryContent, evidence: ReadonlyMap<string, EvidenceView>): string | null {
  const pieces = evidenceInContent(content).map((id) => evidence.get(id))
  const gone = pieces.filter((piece) => piece === undefined).length
  const withdrawn = pieces.filter((piece) => piece?.state === 'withdrawn').length
  const parts = [
    ...(withdrawn > 0 ? [`consent was withdrawn for ${counted(withdrawn, 'piece')}`] : []),
    ...(gone > 0 ? [`${counted(gone, 'piece')} ${gone === 1 ? 'was' : 'were'} put away`] : []),
  ]
  if (parts.length === 0) return null
  return `Of the evidence in this version, ${parts.join(', and ')}. Their places stay; the pieces do not come back.`
}

/**
 * Two versions of an entry beside each other, or one and the page as it stands.
 * @param from a version's id, or `now`
 */
export async function readComparison(
  context: Needs,
  actor: Actor,
  input: { entryId: string; from: string; to: string; onlyChanges: boolean },
) {
  const { db } = context
  const subject = await readableEntry(db, actor, input.entryId)
  const [entry, rows, evidence, reader] = await Promise.all([
    findEntry(db, input.entryId),
    listVersions(db, subject.documentId),
    evidenceToday(context, actor, subject),
    readerOf(context, actor),
  ])
  if (!entry) throw notFound('entry')
  const side = async (id: string) => {
    if (id === 'now') return { id, title: 'As it stands now', page: await context.rooms.contentOf(subject.documentId) }
    const version = await versionOf(db, subject, id)
    return { id, title: versionTitle(version, reader), page: version.page }
  }
  const [from, to] = [await side(input.from), await side(input.to)]
  const diff = comparePages(from.page, to.page)
  const { onlyChanges } = input
  return {
    entry: { id: entry.id, title: entry.title },
    from: { id: from.id, title: from.title },
    to: { id: to.id, title: to.title },
    choices: rows.map((row) => ({ id: row.id, title: versionTitle(row, reader) })),
    sentence: tellDiff(diff),
    html: renderDiff(diff, { evidence: new Map(evidence), renderTool: renderToolFigure, onlyChanges }),
    onlyChanges,
  }
}
