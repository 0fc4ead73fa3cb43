import type { SaveState } from '../live/save-tracker.ts'
import { saveWords } from '../live/save-words.ts'

/** Whether the text is safe, in words, always in the same place. Only what matters is read out: not each "Saving…". */
export function SaveLine({ state }: { state: SaveState }) {
  const calm = state.kind === 'saved' || state.kind === 'saving' || state.kind === 'connecting'
  return (
    <p className="page-save" data-save={state.kind} role="status" aria-live={calm ? 'off' : 'polite'}>
      {saveWords(state)}
    </p>
  )
}
