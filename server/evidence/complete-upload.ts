import { findListedEvidence, moveEvidence } from '#db/queries/evidence.ts'
import { markUploadCompleted, markUploadReopened } from '#db/queries/uploads.ts'
import type { Actor } from '#domain/access/actor.ts'
import { partCount } from '#domain/evidence/evidence-limits.ts'
import type { EvidenceState } from '#domain/evidence/evidence-view.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { isRefusal, notFound, Refusal } from '../errors.ts'
import { acceptFile } from './accept-file.ts'
import { ownUpload } from './own-upload.ts'

export type UploadFinished = { evidenceId: string; state: EvidenceState; removed: string | null }

/**
 * Puts the parts together, reads the bytes again and decides. Called twice it has one effect; the later call tells how
 * things stand.
 * @throws Refusal with what is wrong with the file; the piece is then `refused` and its bytes are gone.
 */
export async function completeUpload(
  context: AppContext,
  actor: Actor,
  { evidenceId, parts }: { evidenceId: string; parts: { part: number; etag: string }[] },
): Promise<UploadFinished> {
  const { upload } = await ownUpload(context, actor, evidenceId)
  if (upload.abortedAt) throw new Refusal('expired', 'This upload was cancelled. Choose the file again.')
  const wanted = partCount(upload.size, upload.partSize)
  const inOrder =
    parts.length === wanted && parts.every(({ part, etag }, index) => part === index + 1 && etag.length < 200)
  if (!inOrder) throw new Refusal('malformed', 'Some parts of the file have not arrived. Press “Try again”.')
  const won = await context.db.transaction().execute(async (transaction) => {
    if (!(await markUploadCompleted(transaction, upload.id, context.clock.iso()))) return false
    if (!(await moveEvidence(transaction, evidenceId, 'uploading', { state: 'processing' }))) return false
    await recordAudit(transaction, context, actor, {
      action: 'complete-upload',
      subjectKind: 'evidence',
      subjectId: evidenceId,
    })
    return true
  })
  if (!won) return standing(context, evidenceId)
  try {
    await context.evidenceStore.complete(upload.storageKey, upload.multipartId, parts)
  } catch (error) {
    if (!isRefusal(error)) throw error
    await context.db.transaction().execute(async (transaction) => {
      await markUploadReopened(transaction, upload.id)
      await moveEvidence(transaction, evidenceId, 'processing', { state: 'uploading' })
      await recordAudit(transaction, context, actor, {
        action: 'reopen-upload',
        subjectKind: 'evidence',
        subjectId: evidenceId,
      })
    })
    throw error
  }
  await acceptFile(context, actor, upload)
  return standing(context, evidenceId)
}

async function standing(context: Pick<AppContext, 'db'>, evidenceId: string): Promise<UploadFinished> {
  const now = await findListedEvidence(context.db, evidenceId)
  if (!now) throw notFound('piece of evidence')
  return { evidenceId, state: now.state, removed: now.removed }
}
