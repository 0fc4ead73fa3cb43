import { type Rejection, rejections } from '#domain/sync/rejections.ts'
import type { Counter, Histogram, MetricFamilies } from './metric-families.ts'
import { RecentTimes } from './recent-times.ts'

/** What the live documents of this server count. */
export type LiveMetrics = {
  /** One edit was refused for this reason. */
  rejected: Record<Rejection, Counter>
  /** One socket ended with this close code. */
  closed: (code: number) => void
  /** From a `saved?` to its answer, in seconds. */
  acknowledged: Histogram
  /** One group commit, in seconds, whether it was kept or not. */
  commit: Histogram
  /** A commit that the database was too busy for. */
  busy: Counter
  /** A commit of one document that has to wait: another server wrote in between, or a freeze holds it. */
  deferred: Record<'behind' | 'held', Counter>
  /** Pieces of swallowed text that were laid aside for their authors. */
  rescued: Counter
  /** A log became one state. */
  compactionDone: () => void
  /** A projection was written. */
  projectionDone: () => void
  /** When each last happened here, in real time. */
  last: { compaction: Date | undefined; projection: Date | undefined; failedCommit: Date | undefined }
  recent: { acknowledged: RecentTimes; commit: RecentTimes }
}

const quick = [0.001, 0.002, 0.003, 0.005, 0.008, 0.012, 0.02, 0.035, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2.5, 5, 10]

export function makeLiveMetrics(families: MetricFamilies): LiveMetrics {
  const closes = families.counter('ws_close_total', 'Sockets of live documents that ended, by close code', ['code'])
  const rejected = families.counter('yjs_update_rejected_total', 'Edits that were refused, by reason', ['reason'])
  const acknowledged = families
    .histogram('yjs_ack_latency_seconds', 'From a page asking whether all is saved to the answer', quick)
    .of()
  const commit = families.histogram('db_tx_seconds', 'One commit of what all live documents accepted', quick).of()
  const deferred = families.counter('yjs_commit_deferred_total', 'Commits of one document that had to wait', ['why'])
  const compactions = families.counter('yjs_compactions_total', 'Logs of edits that became one state').of()
  const projections = families.counter('yjs_projections_total', 'Contents written for reading').of()
  const last: LiveMetrics['last'] = { compaction: undefined, projection: undefined, failedCommit: undefined }
  return {
    rejected: Object.fromEntries(
      Object.keys(rejections).map((reason) => [reason, rejected.of(reason)]),
    ) as LiveMetrics['rejected'],
    closed: (code) => closes.of(String(code)).add(),
    acknowledged,
    commit,
    busy: families.counter('db_busy_total', 'Commits that the database was too busy for').of(),
    deferred: { behind: deferred.of('behind'), held: deferred.of('held') },
    rescued: families.counter('yjs_rescues_total', 'Pieces of swallowed text laid aside for their authors').of(),
    compactionDone() {
      compactions.add()
      last.compaction = new Date()
    },
    projectionDone() {
      projections.add()
      last.projection = new Date()
    },
    last,
    recent: { acknowledged: new RecentTimes(acknowledged), commit: new RecentTimes(commit) },
  }
}
