/** The review room: a frozen portfolio as one calm page, and the reviewer's own sheet beside it. */
import type { Db } from '#db/database.ts'
import { listPanel } from '#db/queries/review-place.ts'
import { findEarlierSubmission, listSnapshotPages } from '#db/queries/review-reading.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import type { ProgrammeEdition } from '#domain/programme/edition.ts'
import { type EntryChange, snapshotChanges } from '#domain/review/block-changes.ts'
import { diagramParts } from '#domain/review/quote.ts'
import { type PathStop, readingPath } from '#domain/review/reading-path.ts'
import { isIn } from '#domain/review/review-state.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { editionFor } from './review-edition.ts'
import { readableReview } from './review-guard.ts'
import { type ReviewSheet, readReviewSheet } from './review-sheet.ts'

export type FrozenEntry = {
  entryId: string
  title: string
  authorName: string | null
  html: string
  wordCount: number
  changed: EntryChange | null
  /** Parts of each diagram by its block, for whoever points by keyboard. */
  parts: Record<string, { id: string; words: string }[]>
}
export type FrozenSection = { key: string; title: string; purpose: string; entries: FrozenEntry[] }
export type ReviewRoom = {
  reviewId: string
  submissionId: string
  state: string
  /** Whether the reader is the reviewer and may still write. */
  writing: boolean
  teamName: string
  cohortName: string
  number: number
  submittedAt: string
  levelNames: string[]
  sections: FrozenSection[]
  /** How long a short reading may take. */
  minutes: number
  path: PathStop[]
  changes: EntryChange[]
  /** What has come of the others' work, in a sentence that tells no level. */
  progress: string
  sheet: ReviewSheet
}

export async function readReviewRoom(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  reviewId: string,
): Promise<ReviewRoom> {
  const { db } = context
  if (actor.kind === 'public') throw notFound('review')
  const open = await readableReview(db, actor, reviewId)
  const { review, place } = open
  const edition = await editionFor(db, place.editionId)
  // Nothing of the portfolio is shown before the review is opened: opening is what closes the team's way back.
  const opened = review.state !== 'assigned'
  const pages = opened ? await listSnapshotPages(db, place.submissionId) : []
  const changes = opened ? await changesSince(db, place.portfolioId, place.number, pages) : []
  return {
    reviewId,
    submissionId: place.submissionId,
    state: review.state,
    writing: review.reviewerId === actor.personId && !isIn(review.state),
    teamName: place.teamName,
    cohortName: place.cohortName,
    number: place.number,
    submittedAt: place.submittedAt,
    levelNames: [...edition.rubric.levelNames],
    sections: sectionsOf(edition, pages, changes),
    minutes: edition.template.minutesToRead,
    path: readingPath(
      pages.map((page) => ({
        entryId: page.entryId,
        section: page.section,
        title: page.title,
        wordCount: page.wordCount,
        hasTool: page.content.includes('"thinkingTool"'),
      })),
      edition.template.minutesToRead,
    ),
    changes,
    progress: progressOf((await listPanel(db, place.submissionId)).filter((one) => one.id !== reviewId)),
    sheet: await readReviewSheet(db, open, edition),
  }
}

type SnapshotPage = Awaited<ReturnType<typeof listSnapshotPages>>[number]

export function sectionsOf(
  edition: ProgrammeEdition,
  pages: Pick<SnapshotPage, 'entryId' | 'section' | 'title' | 'authorName' | 'html' | 'wordCount' | 'content'>[],
  changes: EntryChange[],
): FrozenSection[] {
  return edition.template.sections.flatMap(({ key, title, purpose }) => {
    const entries = pages
      .filter((page) => page.section === key)
      .map((page) => ({
        entryId: page.entryId,
        title: page.title,
        authorName: page.authorName,
        html: page.html,
        wordCount: page.wordCount,
        changed: changes.find((one) => one.entryId === page.entryId) ?? null,
        parts: diagramParts(JSON.parse(page.content) as EntryContent),
      }))
    return entries.length > 0 ? [{ key, title, purpose, entries }] : []
  })
}

/** What this snapshot changed against the one before; nothing for a first submission. */
export async function changesSince(
  db: Db,
  portfolioId: string,
  number: number,
  pages: Pick<SnapshotPage, 'entryId' | 'section' | 'title' | 'content'>[],
): Promise<EntryChange[]> {
  const earlier = await findEarlierSubmission(db, portfolioId, number)
  if (!earlier) return []
  const before = await listSnapshotPages(db, earlier.id)
  return snapshotChanges(before.map(version), pages.map(version))
}

const version = (page: Pick<SnapshotPage, 'entryId' | 'section' | 'title' | 'content'>) => ({
  entryId: page.entryId,
  section: page.section,
  title: page.title,
  content: JSON.parse(page.content) as EntryContent,
})

function progressOf(others: { state: string }[]): string {
  if (others.length === 0) return 'A second reviewer is still to be asked.'
  return others.every((one) => isIn(one.state))
    ? 'The other reader has handed in.'
    : 'The other reader is still reading. You see each other’s levels when both reviews are in.'
}
