import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Refusal, statusOf } from '../errors.ts'

/** The contract's error body. */
export function errorBody(refusal: Refusal | undefined, requestId: string) {
  return {
    error: {
      code: (refusal?.code ?? 'failed').replaceAll('-', '_'),
      message:
        refusal?.message ?? 'Something went wrong on our side. Nothing of yours was lost; try again in a moment.',
      requestId,
      ...(refusal?.details.fields ? { fields: refusal.details.fields } : {}),
    },
  }
}

/** Answers outside the pages: JSON where it is asked for, else a plain page with the message and the request id. */
export function writeRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal | undefined,
  requestId: string,
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.statusCode = refusal ? statusOf[refusal.code] : 500
  if (refusal?.details.retryAfter) response.setHeader('Retry-After', String(refusal.details.retryAfter))
  response.setHeader('Cache-Control', 'no-store')
  const body = errorBody(refusal, requestId)
  const wantsPage = (request.headers.accept ?? '').includes('text/html')
  response.setHeader('Content-Type', wantsPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8')
  response.end(
    wantsPage
      ? `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fieldfolio</title><main><h1>${body.error.message.replaceAll('<', '&lt;')}</h1><p>Request ${requestId}. <a href="/">Back to the start</a></p></main></html>`
      : JSON.stringify(body),
  )
}
