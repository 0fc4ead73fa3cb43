import { open, readFile, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { evidenceLimits } from '#domain/evidence/evidence-limits.ts'
import { disagreementSentence, findTypeByExtension, refusedTypeSentence } from '#domain/evidence/evidence-types.ts'
import { officeExtension, readZipDirectory } from '#domain/evidence/office-file.ts'
import { textSort } from '#domain/evidence/plain-text.ts'

/** Other names that the detector has for what we take. */
const sameAs: Record<string, string> = {
  'image/apng': 'png',
  'video/x-m4v': 'mp4',
  'audio/x-m4a': 'm4a',
  'image/heic-sequence': 'heic',
  'image/heif': 'heic',
  'image/heif-sequence': 'heic',
}

/**
 * What a file is, from its bytes alone, held against what its name promised.
 * @returns the media type, or the sentence that says why it is not taken.
 */
export async function detectType(
  path: string,
  promised: string,
): Promise<{ mediaType: string } | { sentence: string }> {
  const found = await extensionFromBytes(path)
  const type = found ? findTypeByExtension(found) : undefined
  if (type && type === findTypeByExtension(promised)) return { mediaType: type.mediaType }
  if (found && !type) return { sentence: refusedTypeSentence(found) }
  return { sentence: disagreementSentence(promised) }
}

async function extensionFromBytes(path: string): Promise<string | undefined> {
  const { size } = await stat(path)
  const file = await open(path)
  const head = Buffer.alloc(Math.min(size, 512))
  await file.read(head, 0, head.length, 0)
  await file.close()
  // Programs first: some detectors look for friendlier things before.
  if (head.subarray(0, 2).toString('latin1') === 'MZ' || head.subarray(0, 4).toString('latin1') === '\x7fELF')
    return 'exe'
  const detected = await fileTypeFromFile(path)
  if (!detected) return size <= evidenceLimits.documentBytes ? extensionOfText(await readFile(path)) : undefined
  if (detected.mime === 'application/zip' || detected.mime.includes('officedocument')) {
    const entries = size <= evidenceLimits.documentBytes ? readZipDirectory(await readFile(path)) : undefined
    return (entries && officeExtension(entries)) ?? 'zip'
  }
  return sameAs[detected.mime] ?? findByMime(detected.mime) ?? detected.ext
}

function findByMime(mime: string): string | undefined {
  return mime === 'audio/wav' || mime === 'audio/vnd.wave' ? 'wav' : undefined
}

function extensionOfText(bytes: Uint8Array): string | undefined {
  const sort = textSort(bytes)
  return sort === 'markup' ? 'html' : sort
}
