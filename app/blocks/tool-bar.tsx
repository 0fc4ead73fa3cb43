import { Redo2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toolTitle } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { IconButton } from './part-row.tsx'
import { saveToolFile, saveToolPng } from './save-file.ts'
import type { ToolView } from './tool-editor.tsx'
import type { ToolSession } from './tool-session.ts'

type Props = {
  session: ToolSession
  state: ToolState
  view: ToolView
  onView: (view: ToolView) => void
  wholeActs: { name: string; run: () => void }[]
  onDuplicate: () => void
}

/** Picture or outline, undo and redo, and the acts on the whole tool. */
export function ToolBar({ session, state, view, onView, wholeActs, onDuplicate }: Props) {
  const { canUndo, canRedo } = useUndo(session)
  const more: { name: string; run: () => void }[] = [
    ...wholeActs,
    { name: 'Duplicate as a new version', run: onDuplicate },
    { name: 'Save the picture (SVG)', run: () => saveToolFile(state, 'svg') },
    { name: 'Save the picture (PNG)', run: () => void saveToolPng(state) },
    { name: 'Save the table (CSV)', run: () => saveToolFile(state, 'csv') },
    { name: 'Save the data (JSON)', run: () => saveToolFile(state, 'json') },
    { name: 'Save the text (Markdown)', run: () => saveToolFile(state, 'markdown') },
  ]
  return (
    <fieldset className="tool-bar" aria-label={`${toolTitle(session.kind)}: view and acts`}>
      <div className="tool-views">
        {(['picture', 'outline'] as const).map((option) => (
          <button key={option} type="button" aria-pressed={view === option} onClick={() => onView(option)}>
            {option === 'picture' ? 'Picture' : 'Outline'}
          </button>
        ))}
      </div>
      <IconButton
        name="Undo in this tool"
        onClick={canUndo ? () => session.undo.undo() : null}
        icon={<Undo2 size={18} strokeWidth={1.5} />}
      />
      <IconButton
        name="Redo in this tool"
        onClick={canRedo ? () => session.undo.redo() : null}
        icon={<Redo2 size={18} strokeWidth={1.5} />}
      />
      <details className="tool-acts">
        <summary>More</summary>
        <ul>
          {more.map((act) => (
            <li key={act.name}>
              <button
                type="button"
                onClick={(event) => {
                  act.run()
                  event.currentTarget.closest('details')?.removeAttribute('open')
                }}
              >
                {act.name}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  )
}

function useUndo(session: ToolSession): { canUndo: boolean; canRedo: boolean } {
  const read = () => ({ canUndo: session.undo.undoStack.length > 0, canRedo: session.undo.redoStack.length > 0 })
  const [can, setCan] = useState(read)
  useEffect(() => {
    const update = () =>
      setCan({ canUndo: session.undo.undoStack.length > 0, canRedo: session.undo.redoStack.length > 0 })
    update()
    session.undo.on('stack-item-added', update)
    session.undo.on('stack-item-popped', update)
    return () => {
      session.undo.off('stack-item-added', update)
      session.undo.off('stack-item-popped', update)
    }
  }, [session])
  return can
}
