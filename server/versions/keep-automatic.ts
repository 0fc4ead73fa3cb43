import { createHash } from 'node:crypto'
import type { Db } from '#db/database.ts'
import {
  deleteVersions,
  findNewestVersion,
  findWrittenDown,
  getWrittenContent,
  insertVersion,
  listAutomaticVersions,
  listWritersAfter,
  markWritingSince,
} from '#db/queries/versions.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { isVersionDue, versionsToDrop } from '#domain/versions/version-rules.ts'
import { contentDigest } from './version-digest.ts'

/**
 * Keeps the page as it was last written down, if that is due, before a newer projection takes its place; inside the
 * projection's transaction. There is no timer to lose: whatever a killed server had written down is still there when
 * somebody writes the next word. The id follows from the document and its place in the log, so that two servers, or one
 * that does it again, keep one version.
 * @param upto the last row that the newer projection covers
 */
export async function keepAutomaticVersion(
  transaction: Db,
  documentId: string,
  upto: number,
  now: string,
): Promise<void> {
  const written = await findWrittenDown(transaction, documentId)
  if (!written || written.uptoSequence >= upto) return
  const newest = await findNewestVersion(transaction, documentId)
  const covered = newest !== undefined && newest.uptoSequence >= written.uptoSequence
  const since = written.writingSince ?? written.updatedAt
  const due = !covered && isVersionDue({ since, writtenAt: written.updatedAt, now })
  if (due) await keep(transaction, documentId, written, newest, now)
  if (covered || due || !written.writingSince) await markWritingSince(transaction, documentId, now)
}

type Written = NonNullable<Awaited<ReturnType<typeof findWrittenDown>>>

async function keep(
  transaction: Db,
  documentId: string,
  written: Written,
  newest: Awaited<ReturnType<typeof findNewestVersion>>,
  now: string,
): Promise<void> {
  const content = await getWrittenContent(transaction, documentId)
  const digest = contentDigest(JSON.parse(content) as EntryContent)
  // A page that nobody has begun, or that was changed and changed back, tells nothing new.
  if (newest ? newest.digest === digest : isEmpty(content, written.wordCount)) return
  const after = newest?.uptoSequence ?? 0
  await insertVersion(transaction, {
    id: automaticId(documentId, written.epoch, written.uptoSequence),
    documentId,
    kind: 'automatic',
    name: null,
    state: null,
    content,
    digest,
    createdById: null,
    createdAt: written.updatedAt,
    epoch: written.epoch,
    uptoSequence: written.uptoSequence,
    people: JSON.stringify(await listWritersAfter(transaction, documentId, after, { waiting: false })),
    submissionId: null,
    restoredId: null,
  })
  const dropped = versionsToDrop(await listAutomaticVersions(transaction, documentId), now)
  await deleteVersions(transaction, dropped)
}

function isEmpty(content: string, words: number): boolean {
  return words === 0 && !/"type":"(?:image|evidence|thinkingTool)"/.test(content)
}

function automaticId(documentId: string, epoch: number, sequence: number): string {
  return createHash('sha256').update(`${documentId}/${epoch}/${sequence}`).digest('hex').slice(0, 32)
}
