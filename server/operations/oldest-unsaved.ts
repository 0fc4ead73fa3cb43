import type { LiveNow } from '../collaboration/live-now.ts'
import type { Clock } from '../context.ts'

/** Seconds since the oldest edit was accepted that is not committed yet. */
export function oldestUnsaved(clock: Clock, { unsavedSince }: LiveNow): number {
  if (unsavedSince === undefined) return 0
  return Math.max(0, (clock.now().getTime() - Date.parse(unsavedSince)) / 1000)
}
