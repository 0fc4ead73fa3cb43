import {
  deleteVersions,
  findNewestVersion,
  getLogPlace,
  insertVersion,
  listWritersAfter,
  type VersionRow,
} from '#db/queries/versions.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import type { EntrySubject } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { changeableEntry, versionOf } from './entry-versions.ts'
import { contentDigest } from './version-digest.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>
type Person = Extract<Actor, { kind: 'person' }>

/** How often a page may move on between its being kept and its being changed, before it is changed all the same. */
const patience = 8

/**
 * Brings a version back: one forward edit by the smallest difference, so that carets stay where they are and a colleague
 * who was away finds nothing doubled. What stands now is kept first. A crash between the two leaves a version too many
 * and nothing else; bringing that one back undoes the restore.
 * @returns the version that was kept, or null where the page says the same already
 */
export async function restoreVersion(
  context: Needs,
  actor: Actor,
  input: { entryId: string; versionId: string },
): Promise<{ keptId: string | null }> {
  const { entry, person } = await changeableEntry(context.db, actor, input.entryId)
  const version = await versionOf(context.db, entry, input.versionId)
  const keptId = context.newId()
  for (let tries = 0; ; tries++) {
    const now = await context.rooms.contentOf(entry.documentId)
    const digest = contentDigest(now)
    if (digest === version.digest) {
      if (tries > 0) await deleteVersions(context.db, [keptId])
      return { keptId: null }
    }
    await keepBefore(context, person, { entry, version, keptId, content: now })
    const moved = await bringBack(context, person, { entry, version, digest, patient: tries < patience })
    if (moved === 'moved on') continue
    if (moved) await keepBefore(context, person, { entry, version, keptId, content: moved })
    await context.db.transaction().execute((transaction) =>
      recordAudit(transaction, context, actor, {
        action: 'restore-version',
        subjectKind: 'entry',
        subjectId: entry.entryId,
        detail: { versionId: version.id, keptId },
      }),
    )
    return { keptId }
  }
}

type BringBack = {
  entry: EntrySubject
  version: VersionRow & { page: EntryContent }
  /** What was kept. */
  digest: string
  patient: boolean
}

/** @returns what was replaced, where that is not what was kept; `moved on` where nothing was changed because of it. */
async function bringBack(
  context: Needs,
  person: Person,
  { entry, version, digest, patient }: BringBack,
): Promise<EntryContent | 'moved on' | undefined> {
  let replaced: EntryContent | undefined
  try {
    await context.rooms.write(entry.documentId, person.personId, (document) => {
      const standing = readContent(document)
      if (contentDigest(standing) !== digest) {
        // Somebody typed in between: what was kept is not quite what would be replaced.
        if (patient) throw new MovedOn()
        replaced = standing
      }
      writeContent(document, version.page)
    })
  } catch (error) {
    if (error instanceof MovedOn) return 'moved on'
    throw error
  }
  return replaced
}

class MovedOn extends Error {}

type Before = { entry: EntrySubject; version: VersionRow; keptId: string; content: EntryContent }

/** Keeps what the restore is about to replace; again under the same id, where the page moved on meanwhile. */
async function keepBefore(context: Needs, person: Person, before: Before): Promise<void> {
  const { entry, version, keptId, content } = before
  const { documentId } = entry
  await context.db.transaction().execute(async (transaction) => {
    await deleteVersions(transaction, [keptId])
    const newest = await findNewestVersion(transaction, documentId)
    const place = await getLogPlace(transaction, documentId)
    const after = newest?.uptoSequence ?? 0
    await insertVersion(transaction, {
      id: keptId,
      documentId,
      kind: 'before-restore',
      name: null,
      state: null,
      content: JSON.stringify(content),
      digest: contentDigest(content),
      createdById: person.personId,
      createdAt: context.clock.iso(),
      ...place,
      people: JSON.stringify(await listWritersAfter(transaction, documentId, after, { waiting: true })),
      submissionId: null,
      restoredId: version.id,
    })
  })
}
