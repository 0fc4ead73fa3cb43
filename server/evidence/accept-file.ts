import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { moveEvidence } from '#db/queries/evidence.ts'
import type { Upload } from '#db/queries/uploads.ts'
import type { Actor } from '#domain/access/actor.ts'
import { findTypeByMediaType } from '#domain/evidence/evidence-types.ts'
import { extensionOf } from '#domain/evidence/file-name.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal, type RefusalCode } from '../errors.ts'
import { type CheckedFile, checkFile } from './check-file.ts'
import { inTurn } from './in-turn.ts'
import { findPlacedEvidence } from './readable-evidence.ts'

type Taken = Extract<CheckedFile, { taken: true }>

/**
 * Reads a finished upload back from the store, has it checked, keeps what is good and moves the piece from `processing`
 * to `ready` or `refused`. May be run again after an interruption.
 * @throws Refusal when the file was not taken.
 */
export async function acceptFile(context: AppContext, actor: Actor, upload: Upload): Promise<void> {
  const placed = await findPlacedEvidence(context.db, upload.evidenceId)
  if (placed?.evidence.state !== 'processing') return
  const size = await context.evidenceStore.size(upload.storageKey)
  if (size !== upload.size) {
    return refuse(context, actor, upload, 'malformed', 'The file did not arrive whole. Choose it again.')
  }
  const root = join(context.config.dataDir, 'checking')
  await mkdir(root, { recursive: true })
  const folder = await mkdtemp(join(root, 'file-'))
  try {
    const path = join(folder, 'came')
    const bytes = await context.evidenceStore.read(upload.storageKey)
    await pipeline(Readable.fromWeb(bytes as NodeReadableStream), createWriteStream(path))
    const { fileName, mediaType } = placed.evidence
    const file = { path, folder, extension: extensionOf(fileName ?? ''), promised: mediaType ?? '' }
    const checked = await inTurn(context.evidenceStore, () => checkFile(file))
    if (checked.taken) await keep(context, actor, upload, checked)
    else await refuse(context, actor, upload, checked.code, checked.sentence)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Stores what the check made, under new keys where the bytes changed, and only then says `ready`. */
async function keep(context: AppContext, actor: Actor, upload: Upload, checked: Taken): Promise<void> {
  const { evidenceStore } = context
  const storageKey = checked.changed ? context.newId() : upload.storageKey
  const thumbnailKey = checked.thumbnail ? context.newId() : null
  if (checked.changed) await evidenceStore.putFile(storageKey, checked.path, checked.mediaType)
  if (thumbnailKey && checked.thumbnail) await evidenceStore.putFile(thumbnailKey, checked.thumbnail, 'image/webp')
  const sha256 = await hashOf(checked.path)
  const { size } = await stat(checked.path)
  const moved = await context.db.transaction().execute(async (transaction) => {
    const done = await moveEvidence(transaction, upload.evidenceId, 'processing', {
      state: 'ready',
      kind: findTypeByMediaType(checked.mediaType)!.kind,
      mediaType: checked.mediaType,
      storageKey,
      thumbnailKey,
      width: checked.width,
      height: checked.height,
      size,
      sha256,
      removed: checked.removed,
    })
    if (done) {
      await recordAudit(transaction, context, actor, {
        action: 'accept-evidence',
        subjectKind: 'evidence',
        subjectId: upload.evidenceId,
        detail: { mediaType: checked.mediaType, size, sha256, removed: checked.removed },
      })
    }
    return done
  })
  const superfluous = moved
    ? [checked.changed ? upload.storageKey : null]
    : [checked.changed ? storageKey : null, thumbnailKey]
  for (const key of superfluous) if (key) await evidenceStore.remove(key)
}

async function refuse(
  context: AppContext,
  actor: Actor,
  upload: Upload,
  code: RefusalCode,
  sentence: string,
): Promise<never> {
  await context.db.transaction().execute(async (transaction) => {
    const moved = await moveEvidence(transaction, upload.evidenceId, 'processing', {
      state: 'refused',
      refusal: sentence,
    })
    if (!moved) return
    await recordAudit(transaction, context, actor, {
      action: 'refuse-evidence',
      subjectKind: 'evidence',
      subjectId: upload.evidenceId,
      detail: { code, sentence },
    })
  })
  await context.evidenceStore.remove(upload.storageKey)
  throw new Refusal(code, sentence, { fields: { file: sentence } })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
