import { counted } from '../in-words.ts'

/** "3 ms", "0.4 s", "12 s": how long something took. */
export function durationInWords(seconds: number): string {
  if (seconds < 0.1) return `${Number((seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0))} ms`
  return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`
}

/** "just now", "twelve seconds ago", "three hours ago". */
export function agoInWords(seconds: number): string {
  if (seconds < 2) return 'just now'
  if (seconds < 120) return `${counted(Math.round(seconds), 'second')} ago`
  if (seconds < 7_200) return `${counted(Math.round(seconds / 60), 'minute')} ago`
  if (seconds < 172_800) return `${counted(Math.round(seconds / 3_600), 'hour')} ago`
  return `${counted(Math.round(seconds / 86_400), 'day')} ago`
}
