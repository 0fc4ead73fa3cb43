/**
 * What this server counts of itself. One for each server, in its context; no label ever names a person, a team, a
 * document or a raw address. `docs/operating.md` says what each number means.
 */
import { EventLoopDelay } from './event-loop-delay.ts'
import { type LiveMetrics, makeLiveMetrics } from './live-metrics.ts'
import { type Counter, type Gauge, MetricFamilies } from './metric-families.ts'
import { type Build, readBuild } from './read-build.ts'

export type Metrics = {
  /** Counts one answered request; `route` is a pattern. */
  request: (route: string, method: string, status: number, seconds: number) => void
  live: LiveMetrics
  /** One operation on the evidence store. */
  blob: (operation: string, result: 'ok' | 'failed') => void
  mail: { sent: Counter; failed: Counter; onTheWay: number }
  /** Somebody was kept from what is not theirs: a page, or the socket of a live document. */
  denied: { page: Counter; socket: Counter }
  loginFailed: Counter
  certificatesIssued: Counter
  /** Set from a fresh reading before the text is made. */
  gauges: Record<GaugeName, Gauge>
  eventLoopDelay: EventLoopDelay
  startedAt: Date
  build: Build
  text: () => string
  close: () => void
}

const gauges = {
  ws_connections: 'Open sockets of live documents',
  ydocs_loaded: 'Live documents in memory',
  yjs_unsaved_bytes: 'Edits accepted and not yet committed',
  yjs_oldest_unsaved_seconds: 'Age of the oldest edit that is accepted and not yet committed',
  wal_bytes: 'The write-ahead log of SQLite',
  database_bytes: 'The database file of SQLite, or the database on PostgreSQL',
  disk_free_bytes: 'Free space where the data directory lives',
  eventloop_delay_seconds: 'How late the process is, 99th percentile of the last one or two minutes',
  mail_queue: 'Messages that the mail server is just being handed; none waits anywhere else',
  backup_last_success_timestamp: 'Not told: there is no backup command yet',
  drill_last_pass_timestamp: 'Not told: there is no restore drill yet',
  process_resident_memory_bytes: 'Memory of the process',
  process_heap_bytes: 'The used part of the JavaScript heap',
  process_start_time_seconds: 'When the process started, in seconds since 1970',
} as const
export type GaugeName = keyof typeof gauges

const slow = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const minute = 60_000

export function makeMetrics(): Metrics {
  const startedAt = new Date(Date.now() - process.uptime() * 1000)
  const families = new MetricFamilies()
  const requests = families.histogram('http_request_duration_seconds', 'Answered requests, by pattern of route', slow, [
    'route',
    'method',
    'status',
  ])
  const live = makeLiveMetrics(families)
  const blobs = families.counter('blob_ops_total', 'Operations on the evidence store', ['op', 'result'])
  const mail = families.counter('mail_total', 'Messages handed over to the mail server or kept', ['result'])
  const denied = families.counter('authz_denied_total', 'Refused for want of a right', ['where'])
  const settable = Object.fromEntries(
    Object.entries(gauges).map(([name, help]) => [name, families.gauge(name, help).of()]),
  ) as Metrics['gauges']
  settable.process_start_time_seconds.set(startedAt.getTime() / 1000)
  const build = readBuild()
  families
    .gauge('fieldfolio_build_info', 'Which program this is', ['version', 'commit', 'node'])
    .of(build.version, build.commit ?? '', build.node)
    .set(1)
  const eventLoopDelay = new EventLoopDelay()
  const timer = setInterval(() => {
    live.recent.acknowledged.turn()
    live.recent.commit.turn()
    eventLoopDelay.turn()
  }, minute)
  timer.unref()
  return {
    request: (route, method, status, seconds) => requests.of(route, method, String(status)).observe(seconds),
    live,
    blob: (operation, result) => blobs.of(operation, result).add(),
    mail: { sent: mail.of('ok'), failed: mail.of('failed'), onTheWay: 0 },
    denied: { page: denied.of('page'), socket: denied.of('socket') },
    loginFailed: families.counter('login_failed_total', 'Sign-ins with a wrong password or a stale link').of(),
    certificatesIssued: families.counter('cert_issued_total', 'Certificates issued').of(),
    gauges: settable,
    eventLoopDelay,
    startedAt,
    build,
    text: () => families.text(),
    close() {
      clearInterval(timer)
      eventLoopDelay.stop()
    },
  }
}
