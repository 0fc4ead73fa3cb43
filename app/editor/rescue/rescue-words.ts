import type { Rescue } from '#server/portfolios/list-rescues.ts'

/** What waits, in one sentence over the tray. */
export function trayWords(rescues: Rescue[]): string {
  const own = rescues.filter((one) => one.kind === 'swallowed' && one.own).length
  const swallowed = rescues.filter((one) => one.kind === 'swallowed').length
  if (own === 1) return 'Your sentence met a colleague’s change of layout'
  if (own > 1) return 'Sentences of yours met a colleague’s change of layout'
  if (swallowed > 0) return 'A colleague’s sentence met a change of layout'
  return 'A paragraph stands twice'
}

/** What happened, without blame. */
export function whatHappened({ kind, own, authorName, causerName }: Rescue): string {
  if (kind === 'doubled') return 'This paragraph stands twice: two of you changed its layout at the same moment.'
  const change = causerName ? `while ${causerName} changed the layout there` : 'while the layout changed there'
  return own ? `You wrote this ${change}.` : `${authorName ?? 'A colleague'} wrote this ${change}.`
}
