import { closeCodes } from '#domain/sync/wire.ts'
import type { Act } from './save-tracker.ts'

export type LastWord = { sentence: string; act: Act }

/** What to say and do when the server closes a document for good. */
export function lastWord(code: number): LastWord {
  return words[code] ?? { sentence: 'The server ended this connection. Load the page again to go on.', act: 'reload' }
}

const words: Record<number, LastWord> = {
  [closeCodes.malformed]: {
    sentence: 'This page sent something the server could not read. Load it again.',
    act: 'reload',
  },
  [closeCodes.sessionEnded]: { sentence: 'You were signed out. Sign in again to go on writing.', act: 'sign-in' },
  [closeCodes.rightLost]: { sentence: 'You can no longer write in this entry.', act: 'reload' },
  [closeCodes.gone]: { sentence: 'This entry is no longer here. Your team may have archived it.', act: 'none' },
  [closeCodes.stale]: {
    sentence: 'A newer version of this page is out. Load it again to go on writing.',
    act: 'reload',
  },
  [closeCodes.tooLarge]: {
    sentence: 'That was too large for one change. Load the page again and add it in parts.',
    act: 'reload',
  },
  [closeCodes.refusedBySchema]: {
    sentence: 'That change does not fit into an entry and was not taken. Load the page again.',
    act: 'reload',
  },
  [closeCodes.tooFast]: {
    sentence: 'Too many changes came from this page at once. Load it again to go on.',
    act: 'reload',
  },
}

/** Whether the server asks for another try, soon. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500
}

/** Whether the server does not take what it was sent, and never will. */
export function isRefused(code: number): boolean {
  return ([closeCodes.malformed, closeCodes.tooLarge, closeCodes.refusedBySchema] as number[]).includes(code)
}

/**
 * How long to wait before the next try, in milliseconds: doubling, at most eight seconds, and spread, so that a whole
 * cohort does not return in the same second. A server that restarts or is overloaded gets its people back over more.
 */
export function waitBefore(attempt: number, code: number = 0, random: number = Math.random()): number {
  const everybody = code === closeCodes.restarting || code === closeCodes.overloaded
  const most = Math.min(8_000, (everybody ? 2_000 : 500) * 2 ** Math.min(attempt, 10))
  const least = everybody ? Math.min(500, most) : most / 2
  return Math.round(least + (most - least) * random)
}
