import type { EvidenceStore } from '../evidence/evidence-store.ts'
import type { Metrics } from './metrics.ts'

/** The same store, with each operation and how it ended counted. */
export function countBlobs(store: EvidenceStore, { blob }: Pick<Metrics, 'blob'>): EvidenceStore {
  const counted =
    <A extends unknown[], R>(operation: string, work: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      try {
        const result = await work.apply(store, given)
        blob(operation, 'ok')
        return result
      } catch (error) {
        blob(operation, 'failed')
        throw error
      }
    }
  return {
    kind: store.kind,
    begin: counted('begin', store.begin),
    partUrl: (...given) => store.partUrl(...given),
    complete: counted('complete', store.complete),
    abort: counted('abort', store.abort),
    put: counted('put', store.put),
    putFile: counted('put', store.putFile),
    read: counted('read', store.read),
    size: counted('size', store.size),
    remove: counted('remove', store.remove),
    prepare: (origin) => store.prepare(origin),
    ...(store.receivePart && { receivePart: counted('part', store.receivePart) }),
  }
}
