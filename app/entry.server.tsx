import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from './http/nonce.ts'
import type { PageCall } from './http/page-call.ts'
import { refusalIn, refusalResponse } from './http/refusal-response.ts'

const longestRender = 10_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  call: PageCall,
): Promise<Response> | Response {
  const refusal = refusalIn(remixContext.staticHandlerContext.errors)
  if (refusal && wantsJson(request)) return refusalResponse(refusal, call.requestId)
  return new Promise((resolve, reject) => {
    let failed = false
    const waitsForAll = isbot(request.headers.get('user-agent') ?? '')
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={call.nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={call.nonce} abortDelay={longestRender} />
      </NonceContext.Provider>,
      {
        nonce: call.nonce,
        [waitsForAll ? 'onAllReady' : 'onShellReady']() {
          const body = new PassThrough()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          failed = true
          call.context.logger.error({ requestId: call.requestId, err: error }, 'render failed')
        },
      },
    )
    setTimeout(abort, longestRender + 1_000).unref()
  })
}

export function handleError(error: unknown, { request, context }: { request: Request; context: unknown }): void {
  const call = context as PageCall | undefined
  if (request.signal.aborted || refusalIn({ error })) return
  call?.context.logger.error({ requestId: call.requestId, err: error }, 'page failed')
}

function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}
