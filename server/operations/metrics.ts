/**
 * Prometheus text on a port of its own, where `METRICS_PORT` asks for it: never on the public one. Routes and people are
 * no labels.
 */
import { createServer, type Server } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { AppContext } from '../context.ts'

export type Metrics = {
  /** Counts one answered request. */
  request: (method: string, status: number, seconds: number) => void
  text: () => string
}

export function makeMetrics(): Metrics {
  const requests = new Map<string, { count: number; seconds: number }>()
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return {
    request(method, status, seconds) {
      const labels = `method="${method}",status="${Math.floor(status / 100)}xx"`
      const row = requests.get(labels) ?? { count: 0, seconds: 0 }
      requests.set(labels, { count: row.count + 1, seconds: row.seconds + seconds })
    },
    text() {
      const memory = process.memoryUsage()
      const quantile = (percent: number) =>
        `eventloop_delay_seconds{quantile="${percent / 100}"} ${delay.percentile(percent) / 1e9}`
      const lines = [
        '# TYPE http_request_duration_seconds summary',
        ...[...requests].flatMap(([labels, { count, seconds }]) => [
          `http_request_duration_seconds_count{${labels}} ${count}`,
          `http_request_duration_seconds_sum{${labels}} ${seconds.toFixed(6)}`,
        ]),
        '# TYPE eventloop_delay_seconds summary',
        quantile(50),
        quantile(99),
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${memory.rss}`,
        '# TYPE process_heap_bytes gauge',
        `process_heap_bytes ${memory.heapUsed}`,
        '# TYPE process_uptime_seconds gauge',
        `process_uptime_seconds ${process.uptime().toFixed(1)}`,
      ]
      delay.reset()
      return `${lines.join('\n')}\n`
    },
  }
}

/** @returns the server, or undefined where no port is asked for. */
export async function serveMetrics(context: Pick<AppContext, 'config'>, metrics: Metrics): Promise<Server | undefined> {
  const { metricsPort, host } = context.config
  if (metricsPort === undefined) return undefined
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') response.statusCode = 404
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    response.end(response.statusCode === 404 ? '' : metrics.text())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(metricsPort, host, resolve)
  })
  return server
}
