import type { Clock } from './context.ts'

/**
 * Real time, or the demo's day: a frozen clock starts at its instant and goes on by real seconds within the process, so
 * that "saved at" and the order of acts stay true while the calendar stands still across restarts.
 */
export function makeClock(frozenAt?: string): Clock {
  const offset = frozenAt ? Date.parse(frozenAt) - Date.now() : 0
  const now = () => new Date(Date.now() + offset)
  return {
    now,
    iso: () => now().toISOString(),
    today: (timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now()),
  }
}
