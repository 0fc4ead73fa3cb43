/** Versions of the demo's pages, as the live server would have kept them: at every rest, and whenever one was handed in. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#domain/submission/manifest.ts'
import type { VersionKind } from '#domain/versions/version-rules.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import type { LoadedEntry } from './load-entries.ts'
import { contentAt } from './write-history.ts'

type Moment = {
  at: string
  kind: VersionKind
  name: string | null
  byId: string | null
  submissionId: string | null
  content?: string
}

const rest = 30 * 60_000
/** Teams that named a draft: the last version of each of their shared pages that rested more than once. */
const namedIn: Record<string, string> = {
  'night-sky': 'Draft sent to our mentor',
  'two-bridges': 'Before the last call',
}

export async function loadVersions({ transaction }: Rows, entries: LoadedEntry[]): Promise<void> {
  const log = await transaction
    .selectFrom('document_update')
    .select(['documentId', 'sequence', 'createdAt', 'personId'])
    .execute()
  const rowsOf = Map.groupBy(log, (row) => row.documentId)
  const submitted = await transaction
    .selectFrom('submission_entry')
    .innerJoin('submission', 'submission.id', 'submission_entry.submissionId')
    .select([
      'submission_entry.entryId',
      'submission_entry.content',
      'submission.id',
      'submission.submittedAt',
      'submission.submittedById',
    ])
    .execute()
  const submittedOf = Map.groupBy(submitted, (row) => row.entryId)
  const versions = entries.flatMap((entry) => {
    const handedIn = (submittedOf.get(entry.id) ?? []).map((row): Moment => {
      const { id, submittedAt, submittedById, content } = row
      return { at: submittedAt, kind: 'submission', name: null, byId: submittedById, submissionId: id, content }
    })
    const moments = [...restsOf(entry), ...handedIn].sort((a, b) => (a.at < b.at ? -1 : 1))
    const rows = rowsOf.get(entry.documentId) ?? []
    let before = 0
    return moments.map((moment) => {
      const covered = rows.filter((row) => row.createdAt <= moment.at)
      const upto = Math.max(0, ...covered.map((row) => Number(row.sequence)))
      const people = new Set(covered.filter((row) => Number(row.sequence) > before).map((row) => row.personId))
      before = upto
      const content = moment.content ?? canonicalJson(contentAt(entry, moment.at))
      return {
        id: demoId(`version/${entry.documentId}/${moment.kind}/${moment.at}`),
        documentId: entry.documentId,
        kind: moment.kind,
        name: moment.name,
        state: null,
        content,
        digest: createHash('sha256').update(content).digest('hex'),
        createdById: moment.byId,
        createdAt: moment.at,
        uptoSequence: upto,
        people: JSON.stringify([...people].filter((id) => id !== null).sort()),
        submissionId: moment.submissionId,
        restoredId: null,
      }
    })
  })
  await bulkInsert(transaction, 'document_version', versions)
  await sql`update document_contribution set "lastSequence" = coalesce((
    select max(sequence) from document_update
    where document_update."documentId" = document_contribution."documentId"
      and document_update."personId" = document_contribution."personId"), 0)`.execute(transaction)
}

/** Where the writing rested for half an hour or longer; the end is what stands now. */
function restsOf(entry: LoadedEntry): Moment[] {
  const { log } = entry.history
  const rests = log.filter((row, n) => {
    const next = log[n + 1]
    return next !== undefined && Date.parse(next.at) - Date.parse(row.at) >= rest
  })
  const name = entry.authorId === null && rests.length > 0 ? (namedIn[entry.team] ?? null) : null
  return rests.map((row, n): Moment => {
    const last = n === rests.length - 1 && name !== null
    return {
      at: row.at,
      kind: last ? 'named' : 'automatic',
      name: last ? name : null,
      byId: last ? row.personId : null,
      submissionId: null,
    }
  })
}
