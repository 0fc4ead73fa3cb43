import { findUploadOf, type Upload } from '#db/queries/uploads.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { type PlacedEvidence, writableEvidence } from './readable-evidence.ts'

/** The upload of a piece, for the person who began it and still writes for the team. @throws not-found, not-allowed */
export async function ownUpload(
  { db }: Pick<AppContext, 'db'>,
  actor: Actor,
  evidenceId: string,
): Promise<PlacedEvidence & { upload: Upload }> {
  const placed = await writableEvidence(db, actor, evidenceId)
  const upload = await findUploadOf(db, evidenceId)
  if (!upload) throw notFound('upload')
  if (actor.kind !== 'person' || upload.personId !== actor.personId) {
    throw new Refusal('not-allowed', 'A teammate began this upload; only they can finish or cancel it.')
  }
  return { ...placed, upload }
}
