/** Who may see and who may change the versions of an entry: exactly who may read and write its draft now. */
import type { Db } from '#db/database.ts'
import { findVersion, type VersionRow } from '#db/queries/versions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { type EntrySubject, readableEntry } from '../access/load-subject.ts'
import { notFound, Refusal } from '../errors.ts'

type Person = Extract<Actor, { kind: 'person' }>

export function mayChangeVersions(actor: Actor, entry: EntrySubject): boolean {
  return can(actor, 'write', entry) && entry.archivedAt === null
}

/** @throws not-found for who may not read the entry, not-allowed for who may not write it, locked where nobody may */
export async function changeableEntry(
  db: Db,
  actor: Actor,
  entryId: string,
): Promise<{ entry: EntrySubject; person: Person }> {
  const entry = await readableEntry(db, actor, entryId)
  if (actor.kind !== 'person' || !can(actor, 'write', entry)) {
    throw new Refusal(
      'not-allowed',
      entry.kind === 'personal-entry'
        ? 'This page belongs to its author, who alone names and brings back its versions.'
        : 'Only the team names and brings back versions of its pages. You are reading along.',
    )
  }
  if (entry.archivedAt !== null) {
    throw new Refusal('locked', 'This page was put aside. Bring it back from its section first.')
  }
  return { entry, person: actor }
}

/** The version, if it is one of this entry. @throws not-found */
export async function versionOf(
  db: Db,
  entry: EntrySubject,
  versionId: string,
): Promise<VersionRow & { page: EntryContent }> {
  const version = await findVersion(db, entry.documentId, versionId)
  if (!version) throw notFound('version')
  return { ...version, page: JSON.parse(version.content) as EntryContent }
}
