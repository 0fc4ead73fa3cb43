import type { Actor } from '#domain/access/actor.ts'
import { bytesOfPart } from '#domain/evidence/evidence-limits.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ownUpload } from './own-upload.ts'

/** A fresh address for one part of one's own upload, the first time or again. */
export async function addressPart(
  context: Pick<AppContext, 'db' | 'evidenceStore'>,
  actor: Actor,
  { evidenceId, part }: { evidenceId: string; part: number },
): Promise<{ url: string }> {
  const { upload } = await ownUpload(context, actor, evidenceId)
  if (upload.completedAt || upload.abortedAt) {
    throw new Refusal('changed-meanwhile', 'This upload was finished or cancelled already. Choose the file again.')
  }
  const size = Number.isInteger(part) && part >= 1 ? bytesOfPart(upload.size, upload.partSize, part) : 0
  if (size === 0) throw new Refusal('malformed', 'The file has no such part. Choose the file again.')
  return { url: await context.evidenceStore.partUrl(upload.storageKey, upload.multipartId, part, size) }
}
