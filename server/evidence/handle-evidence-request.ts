/**
 * Bytes, in and out, beside the pages: `PUT /uploads/…` takes one part of an upload, `GET /evidence/:id/file` and
 * `/thumbnail` give a piece to whoever may see it at this moment.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { sendEvidence } from './send-evidence.ts'

/**
 * @param actor finds out who asks
 * @returns whether the request was one of them. @throws Refusal
 */
export async function handleEvidenceRequest(
  context: AppContext,
  request: IncomingMessage,
  response: ServerResponse,
  actor: () => Promise<Actor>,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://own.invalid')
  if (url.pathname.startsWith('/uploads/')) {
    await takePart(context, request, response, url)
    return true
  }
  const bytes = /^\/evidence\/([0-9A-Za-z_-]{1,64})\/(file|thumbnail)$/.exec(url.pathname)
  if (!bytes || (request.method !== 'GET' && request.method !== 'HEAD')) return false
  await sendEvidence(context, await actor(), request, response, bytes[1]!, bytes[2] as 'file' | 'thumbnail')
  return true
}

async function takePart(
  context: AppContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { evidenceStore } = context
  if (request.method !== 'PUT' || !evidenceStore.receivePart) {
    throw new Refusal('not-found', "We can't find this page. Start the upload again from the evidence page.")
  }
  const announced = request.headers['content-length']
  // A phone that falls silent in the middle of a part is given up, so that it does not hold the place for ever.
  request.setTimeout(60_000, () => request.destroy(new Error('the sender fell silent')))
  // Leaving the iterator must not close the connection, or the refusal would never arrive.
  const body = request.iterator({ destroyOnReturn: false })
  try {
    const { etag } = await evidenceStore.receivePart(url, body, announced === undefined ? undefined : Number(announced))
    response.setHeader('ETag', `"${etag}"`)
    response.setHeader('Cache-Control', 'no-store')
    response.end()
  } catch (error) {
    if (request.destroyed && !request.complete) return
    // What still comes is thrown away for a moment, so that the sender can hear the answer; then the connection ends.
    response.setHeader('Connection', 'close')
    request.resume()
    setTimeout(() => request.destroy(), 3_000).unref()
    throw error
  }
}
