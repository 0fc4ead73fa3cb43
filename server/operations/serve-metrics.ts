/**
 * Prometheus text: on a port of its own where `METRICS_PORT` asks for it, and on the public one for who has
 * `METRICS_TOKEN`. Without either nobody can tell that there is any.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { oldestUnsaved } from './oldest-unsaved.ts'
import { readMachine } from './read-machine.ts'

type Measured = Pick<AppContext, 'clock' | 'config' | 'database' | 'metrics' | 'rooms'>

/** The metrics as they stand, after what has to be asked for was asked. */
export async function metricsText(context: Measured): Promise<string> {
  const { gauges, mail, eventLoopDelay, text } = context.metrics
  const now = context.rooms.now()
  const machine = await readMachine(context)
  const { rss, heapUsed } = process.memoryUsage()
  gauges.ws_connections.set(now.sockets)
  gauges.ydocs_loaded.set(now.documents.length)
  gauges.yjs_unsaved_bytes.set(now.unsavedBytes)
  gauges.yjs_oldest_unsaved_seconds.set(oldestUnsaved(context.clock, now))
  gauges.eventloop_delay_seconds.set(eventLoopDelay.read())
  gauges.mail_queue.set(mail.onTheWay)
  gauges.process_resident_memory_bytes.set(rss)
  gauges.process_heap_bytes.set(heapUsed)
  gauges.wal_bytes.set(machine.walBytes)
  gauges.database_bytes.set(machine.databaseBytes)
  gauges.disk_free_bytes.set(machine.diskFreeBytes)
  return text()
}

/** @returns the server, or undefined where no port is asked for. */
export async function serveMetrics(context: Measured): Promise<Server | undefined> {
  const { metricsPort, host } = context.config
  if (metricsPort === undefined) return undefined
  const server = createServer(async (request, response) => {
    try {
      if (asksForMetrics(request)) return await writeMetrics(context, response)
      response.statusCode = 404
      response.end()
    } catch {
      response.statusCode = 503
      response.end()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(metricsPort, host, resolve)
  })
  return server
}

/**
 * `/metrics` on the public port. @returns whether it was asked for and there is such a door.
 * @throws not-signed-in for any other token
 */
export async function handleMetricsRequest(
  context: Measured,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { metricsToken } = context.config
  if (metricsToken === undefined || !asksForMetrics(request)) return false
  const [, given] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (!given || !timingSafeEqual(digest(given), digest(metricsToken))) {
    throw new Refusal('not-signed-in', 'Metrics are told to who sends METRICS_TOKEN as a bearer token.')
  }
  await writeMetrics(context, response)
  return true
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const asksForMetrics = ({ method, url }: IncomingMessage) => method === 'GET' && url?.split('?')[0] === '/metrics'

async function writeMetrics(context: Measured, response: ServerResponse): Promise<void> {
  const text = await metricsText(context)
  response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(text)
}
