/** Annotations in the margin of a living draft or of a snapshot, and the conversation under each. */
import type { Insertable } from 'kysely'
import type { Db } from '../database.ts'
import type { AnnotationReplyTable, AnnotationTable } from '../schema/review.ts'

export async function insertAnnotation(db: Db, annotation: Insertable<AnnotationTable>): Promise<void> {
  await db.insertInto('annotation').values(annotation).execute()
}

export async function findAnnotation(db: Db, id: string) {
  return db.selectFrom('annotation').selectAll().where('id', '=', id).executeTakeFirst()
}

const columns = [
  'annotation.id',
  'annotation.submissionId',
  'annotation.reviewId',
  'annotation.entryId',
  'annotation.blockId',
  'annotation.partId',
  'annotation.region',
  'annotation.start',
  'annotation.end',
  'annotation.quote',
  'annotation.words',
  'annotation.audience',
  'annotation.authorId',
  'annotation.createdAt',
  'annotation.resolvedAt',
  'person.displayName as authorName',
] as const

/** Annotations on a snapshot; `reviewIds` limits them to reviews that the reader may see. */
export async function listSnapshotAnnotations(db: Db, submissionId: string, reviewIds: string[]) {
  if (reviewIds.length === 0) return []
  return db
    .selectFrom('annotation')
    .innerJoin('person', 'person.id', 'annotation.authorId')
    .select(columns)
    .where('annotation.submissionId', '=', submissionId)
    .where('annotation.reviewId', 'in', reviewIds)
    .orderBy('annotation.createdAt')
    .orderBy('annotation.id')
    .execute()
}

/** Annotations on the living draft of one entry. */
export async function listDraftAnnotations(db: Db, entryId: string) {
  return db
    .selectFrom('annotation')
    .innerJoin('person', 'person.id', 'annotation.authorId')
    .select(columns)
    .where('annotation.entryId', '=', entryId)
    .where('annotation.submissionId', 'is', null)
    .orderBy('annotation.createdAt')
    .orderBy('annotation.id')
    .execute()
}
export type AnnotationRow = Awaited<ReturnType<typeof listDraftAnnotations>>[number]

export async function insertReply(db: Db, reply: Insertable<AnnotationReplyTable>): Promise<void> {
  await db.insertInto('annotation_reply').values(reply).execute()
}

export async function listReplies(db: Db, annotationIds: string[]) {
  if (annotationIds.length === 0) return []
  return db
    .selectFrom('annotation_reply')
    .innerJoin('person', 'person.id', 'annotation_reply.authorId')
    .select([
      'annotation_reply.id',
      'annotation_reply.annotationId',
      'annotation_reply.words',
      'annotation_reply.createdAt',
      'person.displayName as authorName',
    ])
    .where('annotationId', 'in', annotationIds)
    .orderBy('annotation_reply.createdAt')
    .orderBy('annotation_reply.id')
    .execute()
}

/** @returns whether this call settled it. */
export async function markAnnotationResolved(db: Db, id: string, byId: string, at: string): Promise<boolean> {
  const moved = await db
    .updateTable('annotation')
    .set({ resolvedAt: at, resolvedById: byId })
    .where('id', '=', id)
    .where('resolvedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Takes back an own annotation that nobody has answered. @returns whether it was there. */
export async function deleteAnnotation(db: Db, id: string, authorId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('annotation')
    .where('id', '=', id)
    .where('authorId', '=', authorId)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('annotation_reply').select('id').whereRef('annotationId', '=', 'annotation.id'))),
    )
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}
