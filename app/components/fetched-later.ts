import { type ComponentType, lazy } from 'react'

/** A part that is fetched when it is wanted. Where that fails, `without` stands in its place instead of an error page. */
export function fetchedLater<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  without: ComponentType<P>,
) {
  return lazy(() => load().catch(() => ({ default: without })))
}
