import type { AppendUpdates } from '#db/queries/append-updates.ts'
import type { LiveMetrics } from '../operations/live-metrics.ts'

/** What SQLite and PostgreSQL say when somebody else holds what is needed. */
const busyCodes = /^(SQLITE_BUSY|SQLITE_LOCKED|55P03|40001|40P01)/

/** The same appending, with its time and its failures counted. */
export function measureAppend(append: AppendUpdates, live: LiveMetrics): AppendUpdates {
  return async (batch) => {
    const began = performance.now()
    try {
      const appended = await append(batch)
      for (const { documentId, updates, rescues } of batch) {
        const outcome = appended.get(documentId)
        if (outcome === undefined) live.rejected['closed-document'].add(updates.length)
        else if (typeof outcome === 'number') live.rescued.add(rescues.length)
        else live.deferred[outcome].add()
      }
      return appended
    } catch (error) {
      if (busyCodes.test(String((error as { code?: unknown } | null)?.code))) live.busy.add()
      for (const { updates } of batch) live.rejected['not-saved'].add(updates.length)
      live.last.failedCommit = new Date()
      throw error
    } finally {
      live.commit.observe((performance.now() - began) / 1000)
    }
  }
}
