import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { actionToSeeBytes } from '#domain/evidence/consent.ts'
import { findTypeByMediaType } from '#domain/evidence/evidence-types.ts'
import { contentDisposition } from '#domain/evidence/file-name.ts'
import type { AppContext } from '../context.ts'
import { isRefusal, notFound, Refusal } from '../errors.ts'
import { byteRange } from './byte-range.ts'
import { findPlacedEvidence, type PlacedEvidence } from './readable-evidence.ts'

/** Every request asks again whether this person may see these bytes now; nothing is kept by browsers or proxies. */
export async function sendEvidence(
  context: Pick<AppContext, 'db' | 'evidenceStore'>,
  actor: Actor,
  request: IncomingMessage,
  response: ServerResponse,
  evidenceId: string,
  part: 'file' | 'thumbnail',
): Promise<void> {
  const placed = await findPlacedEvidence(context.db, evidenceId)
  try {
    assertMaySee(actor, placed)
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'expired' || !wantsPicture(request)) throw error
    sendPlaceholder(response)
    return
  }
  const { evidence } = placed
  const key = part === 'file' ? evidence.storageKey : evidence.thumbnailKey
  const size = key ? await context.evidenceStore.size(key) : undefined
  if (!key || size === undefined) throw notFound('file')
  const mediaType = part === 'file' ? (evidence.mediaType ?? 'application/octet-stream') : 'image/webp'
  const name = part === 'file' ? nameFor(evidence.fileName ?? 'file', mediaType) : 'thumbnail.webp'
  const inline = findTypeByMediaType(mediaType)?.inline === true
  response.setHeader('Content-Type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'")
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Content-Disposition', contentDisposition(name, inline))
  response.setHeader('Cache-Control', 'private, no-store')
  response.setHeader('Accept-Ranges', 'bytes')
  const range = byteRange(request.headers.range, size)
  if (range === 'outside') {
    response.statusCode = 416
    response.setHeader('Content-Range', `bytes */${size}`)
    response.end()
    return
  }
  if (range !== 'whole') {
    response.statusCode = 206
    response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`)
  }
  response.setHeader('Content-Length', range === 'whole' ? size : range.end - range.start + 1)
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const bytes = await context.evidenceStore.read(key, range === 'whole' ? undefined : range)
  await pipeline(Readable.fromWeb(bytes as NodeReadableStream), response).catch((error) => {
    // A reader who leaves in the middle is no error of ours.
    if (!response.destroyed) throw error
  })
}

/** @throws not-found for strangers, expired once consent is withdrawn, not-allowed while it is open */
function assertMaySee(actor: Actor, placed: PlacedEvidence | undefined): asserts placed is PlacedEvidence {
  if (!placed) throw notFound('file')
  const { evidence, subject } = placed
  if (!can(actor, 'read', subject)) throw notFound('file')
  if (evidence.consentState === 'withdrawn') {
    throw new Refusal('expired', 'Consent for this piece was withdrawn, so it is hidden everywhere.')
  }
  if (evidence.state !== 'ready') throw notFound('file')
  if (!can(actor, actionToSeeBytes(evidence.consentState), subject)) {
    throw new Refusal(
      'not-allowed',
      'Consent for this piece is still open; only the team and its mentor see it until then.',
    )
  }
}

/** A page that was written before a withdrawal still asks for its picture: it gets a quiet card in its place. */
const wantsPicture = (request: IncomingMessage) =>
  /^image\//.test(request.headers.accept ?? '') && !request.headers.accept?.includes('text/html')

function sendPlaceholder(response: ServerResponse): void {
  response.statusCode = 410
  response.setHeader('Content-Type', 'image/svg+xml')
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'")
  response.setHeader('Cache-Control', 'private, no-store')
  response.end(
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" viewBox="0 0 480 320"><rect width="480" height="320" rx="12" fill="#f3efe6"/><text x="240" y="166" text-anchor="middle" font-family="sans-serif" font-size="19" fill="#5d564a">Hidden: consent was withdrawn</text></svg>',
  )
}

/** A picture may be stored in another form than it came in; its name follows. */
function nameFor(fileName: string, mediaType: string): string {
  const type = findTypeByMediaType(mediaType)
  const known = type?.extensions.some((extension) => fileName.toLowerCase().endsWith(`.${extension}`))
  return known || !type ? fileName : `${fileName.replace(/\.[^.]*$/, '')}.${type.extensions[0]}`
}
