/** Notes in the margin as pages show them, with their conversations. */
import type { Db } from '#db/database.ts'
import { type AnnotationRow, listReplies, listSnapshotAnnotations } from '#db/queries/annotations.ts'
import type { Region } from '#domain/review/quote.ts'

export type Note = {
  id: string
  entryId: string
  blockId: string | null
  partId: string | null
  region: Region | null
  start: number | null
  end: number | null
  quote: string
  words: string
  audience: string
  authorId: string
  authorName: string
  createdAt: string
  settled: boolean
  replies: { id: string; words: string; authorName: string; createdAt: string }[]
}

/** Notes on a snapshot that belong to reviews the reader may see. */
export async function listNotes(db: Db, submissionId: string, reviewIds: string[]): Promise<Note[]> {
  return notesOf(db, await listSnapshotAnnotations(db, submissionId, reviewIds))
}

export async function notesOf(db: Db, rows: AnnotationRow[]): Promise<Note[]> {
  const replies = await listReplies(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    entryId: row.entryId,
    blockId: row.blockId,
    partId: row.partId,
    region: row.region ? (JSON.parse(row.region) as Region) : null,
    start: row.start,
    end: row.end,
    quote: row.quote,
    words: row.words,
    audience: row.audience,
    authorId: row.authorId,
    authorName: row.authorName,
    createdAt: row.createdAt,
    settled: row.resolvedAt !== null,
    replies: replies
      .filter((reply) => reply.annotationId === row.id)
      .map(({ id, words, authorName, createdAt }) => ({ id, words, authorName, createdAt })),
  }))
}
