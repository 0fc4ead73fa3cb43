import { moveEvidence } from '#db/queries/evidence.ts'
import { markUploadAborted, type Upload } from '#db/queries/uploads.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ownUpload } from './own-upload.ts'

/** Gives up one's own upload and frees what it held. */
export async function cancelUpload(context: AppContext, actor: Actor, evidenceId: string): Promise<void> {
  const { upload } = await ownUpload(context, actor, evidenceId)
  if (await endUpload(context, actor, upload, 'The upload was cancelled.')) return
  throw new Refusal('changed-meanwhile', 'The file has arrived already. Put the piece away instead.', {
    link: { href: `/evidence/${evidenceId}`, words: 'Open the piece' },
  })
}

/** Ends an unfinished upload. A cancelled piece is put away at once. @returns whether it was unfinished. */
export async function endUpload(context: AppContext, actor: Actor, upload: Upload, sentence: string): Promise<boolean> {
  const now = context.clock.iso()
  const ended = await context.db.transaction().execute(async (transaction) => {
    if (!(await markUploadAborted(transaction, upload.id, now))) return false
    await moveEvidence(transaction, upload.evidenceId, 'uploading', {
      state: 'refused',
      refusal: sentence,
      archivedAt: now,
    })
    await recordAudit(transaction, context, actor, {
      action: 'end-upload',
      subjectKind: 'evidence',
      subjectId: upload.evidenceId,
      detail: { sentence },
    })
    return true
  })
  if (ended) await context.evidenceStore.abort(upload.storageKey, upload.multipartId)
  return ended
}
