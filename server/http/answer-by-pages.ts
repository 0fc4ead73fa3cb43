import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { Refusal } from '../errors.ts'
import type { RemixHandler } from '../http-server.ts'
import type { PageCall } from './page-call.ts'

const largestForm = 1_048_576

/** Between Node's streams and the pages' web request; the address is always the configured one, never a header's. */
export async function answerByPages(
  remix: RemixHandler,
  call: PageCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'x-forwarded-host') continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  const url = new URL(request.url ?? '/', call.context.config.appUrl)
  // Remix compares Origin with the request's own host: our origin check has been made already, and allows loopback names.
  if (headers.has('origin')) headers.set('origin', url.origin)
  headers.set('host', url.host)
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await readForm(request)
  const answer = await remix(
    new Request(url, {
      method: request.method ?? 'GET',
      headers,
      body: body as BodyInit | undefined,
      signal: controller.signal,
    }),
    call,
  )
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (name === 'set-cookie') response.appendHeader(name, value)
    else response.setHeader(name, value)
  }
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store')
  if (call.session?.renewedCookie) response.appendHeader('Set-Cookie', call.session.renewedCookie)
  if (!answer.body) {
    response.end()
    return
  }
  await pipeline(Readable.fromWeb(answer.body as NodeReadableStream), response).catch((error) => {
    if (!controller.signal.aborted) throw error
  })
}

/** Forms are small; files travel another way. @throws too-large */
async function readForm(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > largestForm) {
      throw new Refusal(
        'too-large',
        'That is more than one form can carry (1 MB). Shorten it, or attach it as evidence.',
      )
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
