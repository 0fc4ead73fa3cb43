import type { SaveState } from './save-tracker.ts'

const changesWords = (count: number) => (count === 1 ? '1 change' : `${count} changes`)
const areWords = (count: number) => (count === 1 ? 'is' : 'are')

/** The save state in words; it promises nothing that a disk has not confirmed. */
export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case 'connecting':
      return 'Connecting…'
    case 'saved':
      return 'Saved'
    case 'saving':
      if (!state.slow) return 'Saving…'
      return allKept(state)
        ? `Still saving: ${changesWords(state.changes)} kept on this device.`
        : 'Still saving. Keep this page open.'
    case 'apart':
      return apartWords(state)
    case 'stopped':
      return state.changes === 0
        ? state.sentence
        : `${state.sentence} ${changesWords(state.changes)} ${areWords(state.changes)} not saved.`
  }
}

const allKept = (state: { changes: number; kept: number; device: boolean }) =>
  state.device && state.kept >= state.changes

function apartWords({ changes, kept, device }: Extract<SaveState, { kind: 'apart' }>): string {
  if (changes === 0) {
    return device
      ? 'Not connected. You can go on writing; it is kept on this device.'
      : 'Not connected. You can go on writing; it is kept on this page only. Keep it open.'
  }
  if (!device) {
    return `Not connected: ${changesWords(changes)} kept on this page only. Keep it open.`
  }
  return kept === 0
    ? 'Not connected: keeping your change on this device…'
    : `Not connected: ${changesWords(kept)} kept on this device.`
}

/**
 * What is read out: the turns, not each letter. The number of changes is left out, so that typing without a connection
 * is not commented key by key.
 */
export function spokenWords(state: SaveState, before: string): string {
  switch (state.kind) {
    case 'apart':
      return state.device
        ? 'Not connected. What you write is kept on this device.'
        : 'Not connected. What you write is kept on this page only: keep it open.'
    case 'saving':
      return state.slow ? 'Still saving.' : before
    case 'saved':
      return before === '' || before.startsWith('Everything') ? before : 'Everything is saved again.'
    default:
      return before // The last word is read out by its own notice.
  }
}
