import {
  findNewestVersion,
  getLogPlace,
  insertVersion,
  listWritersAfter,
  nameVersionRow,
} from '#db/queries/versions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { versionNameLength } from '#domain/versions/version-rules.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { changeableEntry, versionOf } from './entry-versions.ts'
import { contentDigest } from './version-digest.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>

/** Gives a version a name; with `versionId` null, keeps the page as it stands now under that name. @returns its id. */
export async function nameVersion(
  context: Needs,
  actor: Actor,
  input: { entryId: string; versionId: string | null; name: string },
): Promise<{ versionId: string }> {
  const { entry, person } = await changeableEntry(context.db, actor, input.entryId)
  const name = checkedName(input.name)
  const audit = (versionId: string) => ({
    action: 'name-version',
    subjectKind: 'entry',
    subjectId: entry.entryId,
    detail: { versionId, name },
  })
  if (input.versionId !== null) {
    const { id } = await versionOf(context.db, entry, input.versionId)
    await context.db.transaction().execute(async (transaction) => {
      await nameVersionRow(transaction, id, name)
      await recordAudit(transaction, context, actor, audit(id))
    })
    return { versionId: id }
  }
  const { documentId } = entry
  // Frozen for a breath, so that the words and the place in the log are of the same moment.
  return context.rooms.whileFrozen([documentId], (frozen) =>
    context.db.transaction().execute(async (transaction) => {
      const { content, sequence } = frozen.get(documentId)!
      const versionId = context.newId()
      const newest = await findNewestVersion(transaction, documentId)
      const { epoch } = await getLogPlace(transaction, documentId)
      const people = await listWritersAfter(transaction, documentId, newest?.uptoSequence ?? 0, { waiting: true })
      await insertVersion(transaction, {
        id: versionId,
        documentId,
        kind: 'named',
        name,
        state: null,
        content: JSON.stringify(content),
        digest: contentDigest(content),
        createdById: person.personId,
        createdAt: context.clock.iso(),
        epoch,
        uptoSequence: sequence,
        people: JSON.stringify(people),
        submissionId: null,
        restoredId: null,
      })
      await recordAudit(transaction, context, actor, audit(versionId))
      return { versionId }
    }),
  )
}

function checkedName(words: string): string {
  const name = words.replace(/\s+/g, ' ').trim()
  if (name === '') {
    throw new Refusal('not-ready', 'Give the version a name, so that you find it again.', {
      fields: { name: 'A few words are enough: “Draft sent to our mentor”.' },
    })
  }
  if (name.length > versionNameLength) {
    throw new Refusal('not-ready', 'Keep the name short.', {
      fields: { name: `At most ${versionNameLength} characters (it has ${name.length}).` },
    })
  }
  return name
}
