/** Prometheus text on a port of its own, where `METRICS_PORT` asks for it: never on the public one. */
import { createServer, type Server } from 'node:http'
import type { AppContext } from '../context.ts'
import { oldestUnsaved } from './oldest-unsaved.ts'
import { readMachine } from './read-machine.ts'

type Measured = Pick<AppContext, 'clock' | 'config' | 'database' | 'metrics' | 'rooms'>

/** The metrics as they stand, after what has to be asked for was asked. */
export async function metricsText(context: Measured): Promise<string> {
  const { gauges, eventLoopDelay, text } = context.metrics
  const now = context.rooms.now()
  const machine = await readMachine(context)
  const { rss, heapUsed } = process.memoryUsage()
  gauges.ws_connections.set(now.sockets)
  gauges.ydocs_loaded.set(now.documents.length)
  gauges.yjs_unsaved_bytes.set(now.unsavedBytes)
  gauges.yjs_oldest_unsaved_seconds.set(oldestUnsaved(context.clock, now))
  gauges.eventloop_delay_seconds.set(eventLoopDelay.read())
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
      const text = request.url?.split('?')[0] === '/metrics' ? await metricsText(context) : undefined
      response.statusCode = text === undefined ? 404 : 200
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
      response.end(text)
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
