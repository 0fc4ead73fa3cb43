import { useRef } from 'react'
import type { SaveState } from '../live/save-tracker.ts'
import { saveWords, spokenWords } from '../live/save-words.ts'

/** Where the text is safe, in words, always in the same place. Read out are the turns, not each "Saving…" or number. */
export function SaveLine({ state }: { state: SaveState }) {
  const spoken = useRef('')
  spoken.current = spokenWords(state, spoken.current)
  return (
    <div>
      <p className="page-save" data-save={state.kind}>
        {state.kind === 'stopped' ? 'This page no longer saves.' : saveWords(state)}
      </p>
      <p className="sr-only" role="status">
        {spoken.current}
      </p>
    </div>
  )
}
