/**
 * One port for everything: pages (the built Remix handler), static files, evidence bytes, health, live documents.
 * What every request meets, in order: an id, security headers, the origin check, static files, our own endpoints, pages.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { attachCollaboration } from './collaboration/attach-collaboration.ts'
import type { AppContext } from './context.ts'
import { isRefusal, Refusal } from './errors.ts'
import { handleEvidenceRequest } from './evidence/handle-evidence-request.ts'
import { answerByPages } from './http/answer-by-pages.ts'
import type { Middleware } from './http/load-pages.ts'
import { assertSameOrigin } from './http/origin.ts'
import { makePageCall, type PageCall } from './http/page-call.ts'
import { ownPattern } from './http/route-pattern.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveStatic } from './http/serve-static.ts'
import { writeRefusal } from './http/write-refusal.ts'
import { handleHealthRequest } from './operations/health.ts'
import { handleMetricsRequest } from './operations/serve-metrics.ts'

/** What the built pages are to us: a function from a web request to a web response. */
export type RemixHandler = (request: Request, call: PageCall) => Promise<Response>

export type HttpServer = { listen: (port: number, host: string) => Promise<number>; close: () => Promise<void> }

export async function makeHttpServer(
  context: AppContext,
  remix?: RemixHandler,
  { middleware }: { middleware?: Middleware | undefined } = {},
): Promise<HttpServer> {
  const server = createServer(
    { maxHeaderSize: 16_384, requestTimeout: 0, headersTimeout: 30_000 },
    (request, response) => {
      const answered: Answered = {
        route: ownPattern(pathOf(request)),
        requestId: randomBytes(9).toString('base64url'),
      }
      noteItsEnd(context, request, response, answered)
      void answer(context, remix, middleware, request, response, answered)
    },
  )
  attachCollaboration(server, context)
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => resolve((server.address() as { port: number }).port))
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5_000).unref()
      }),
  }
}

/** `route`: the pattern of what answered, known once it is found. */
type Answered = { route: string; requestId: string }

/** One listener for all that is done when a response has gone: Node warns of a leak where many wait for one end. */
function noteItsEnd(
  { rooms, metrics, logger }: AppContext,
  request: IncomingMessage,
  response: ServerResponse,
  answered: Answered,
): void {
  const started = performance.now()
  const nobodyWaits = rooms.gathering.somebodyElse()
  const path = pathOf(request)
  const quiet = path.startsWith('/assets/') || path === '/healthz' || path === '/metrics'
  response.once('close', () => {
    const { statusCode: status } = response
    const { route, requestId } = answered
    const milliseconds = performance.now() - started
    nobodyWaits()
    metrics.request(route, request.method ?? 'GET', status, milliseconds / 1000)
    if (status === 403) metrics.denied.page.add()
    if (quiet) return
    const entry = {
      requestId,
      method: request.method,
      path: withoutToken(path),
      status,
      milliseconds: Math.round(milliseconds),
    }
    logger.info(entry, 'request')
  })
}

async function answer(
  context: AppContext,
  remix: RemixHandler | undefined,
  middleware: Middleware | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  answered: Answered,
): Promise<void> {
  const { requestId } = answered
  const nonce = randomBytes(18).toString('base64')
  const path = pathOf(request)
  for (const [name, value] of Object.entries(securityHeaders(context.config, nonce))) response.setHeader(name, value)
  response.setHeader('X-Request-Id', requestId)
  try {
    if ((request.url?.length ?? 0) > 8_192)
      throw new Refusal('malformed', 'This address is too long. Go back and try another way.')
    assertSameOrigin(request, context.config.appUrl)
    if (await handleHealthRequest(context, request, response)) return
    if (await handleMetricsRequest(context, request, response)) return
    if (await serveStatic(request, response, path)) {
      answered.route = '/assets/*'
      return
    }
    const actor = async () => (await makePageCall(context, request, nonce, requestId)).actor()
    if (await handleEvidenceRequest(context, request, response, actor)) return
    if (middleware && (await handledBy(middleware, request, response))) return
    if (!remix) throw new Refusal('not-found', "We can't find this page.")
    const call = await makePageCall(context, request, nonce, requestId)
    call.answeredBy = (route) => {
      answered.route = route
    }
    await answerByPages(remix, call, request, response)
  } catch (error) {
    if (!isRefusal(error)) context.logger.error({ requestId, err: error }, 'request failed')
    writeRefusal(request, response, isRefusal(error) ? error : undefined, requestId)
  }
}

/** Lets the development server answer for its own files; resolves to whether it did. */
function handledBy(middleware: Middleware, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    response.once('finish', () => resolve(true))
    middleware(request, response, () => resolve(false))
  })
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?')[0] ?? '/'

/** A sign-in link is a key: the log says that one was used, not which. */
const withoutToken = (path: string): string => path.replace(/^\/sign-in\/link\/.+/, '/sign-in/link/…')
