import type { SaveState } from './save-tracker.ts'

const changesWords = (count: number) => (count === 1 ? '1 change is' : `${count} changes are`)

/** The save state in words; it promises nothing that the server has not confirmed. */
export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case 'connecting':
      return 'Connecting…'
    case 'saved':
      return 'Saved'
    case 'saving':
      return state.slow ? 'Still saving. Keep this page open.' : 'Saving…'
    case 'apart':
      return state.changes === 0
        ? 'Not connected. You can go on writing; it is kept on this page.'
        : `Not connected: ${changesWords(state.changes)} kept on this page until the connection returns.`
    case 'stopped':
      return state.changes === 0
        ? state.sentence
        : `${state.sentence} ${changesWords(state.changes)} not saved: copy your text first.`
  }
}
