/** Brings a file all the way, as the pages do it. */
import type { Actor } from '#domain/access/actor.ts'
import { addressPart } from '#server/evidence/address-part.ts'
import { beginUpload, type UploadWanted } from '#server/evidence/begin-upload.ts'
import { completeUpload } from '#server/evidence/complete-upload.ts'
import type { TestApp } from './test-app.ts'

type Bytes = Uint8Array
export type Brought = { portfolioId: string; fileName: string; bytes: Bytes } & Partial<UploadWanted>

/** Sends every part. @returns what `completeUpload` wants. */
export async function sendParts(app: TestApp, actor: Actor, { bytes, ...wanted }: Brought) {
  const begun = await beginUpload(app.context, actor, { mediaType: '', size: bytes.length, ...wanted })
  const parts: { part: number; etag: string }[] = []
  for (let part = 1; part <= begun.parts; part += 1) {
    const { url } = await addressPart(app.context, actor, { evidenceId: begun.evidenceId, part })
    const piece = bytes.subarray((part - 1) * begun.partSize, part * begun.partSize)
    const { etag } = await app.context.evidenceStore.receivePart!(
      new URL(url, 'http://own.invalid'),
      inChunks(piece),
      undefined,
    )
    parts.push({ part, etag })
  }
  return { evidenceId: begun.evidenceId, parts }
}

/** @returns the id of a piece that is ready. @throws Refusal when the file is not taken */
export async function bringEvidence(app: TestApp, actor: Actor, brought: Brought): Promise<string> {
  const sent = await sendParts(app, actor, brought)
  await completeUpload(app.context, actor, sent)
  return sent.evidenceId
}

export async function* inChunks(bytes: Bytes, size = 65_536): AsyncIterable<Bytes> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
