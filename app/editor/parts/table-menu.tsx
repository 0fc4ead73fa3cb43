import type { Editor } from '@tiptap/core'
import { useRef } from 'react'
import { changeTable, type TableAct } from '../commands/change-table.ts'
import { run } from '../slash/slash-choices.ts'

const acts: [TableAct, string][] = [
  ['add-row', 'Add a row below'],
  ['add-column', 'Add a column after'],
  ['remove-row', 'Remove this row'],
  ['remove-column', 'Remove this column'],
  ['remove-table', 'Remove the table'],
]

/** What can be done to the table that the caret stands in. The list hangs free, because the bar may scroll sideways. */
export default function TableMenu({ tabIndex, editor }: { tabIndex: number; editor: Editor }) {
  const menu = useRef<HTMLDetailsElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const place = () => {
    const box = menu.current?.getBoundingClientRect()
    if (!box || !list.current) return
    list.current.style.top = `${box.bottom + 4}px`
    list.current.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - list.current.offsetWidth - 8))}px`
  }
  return (
    <details ref={menu} className="page-menu" onToggle={place}>
      <summary className="page-key page-key-wide" tabIndex={tabIndex}>
        Table
      </summary>
      <div ref={list} className="page-menu-list">
        {acts.map(([name, words]) => (
          <button
            key={name}
            type="button"
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              menu.current?.removeAttribute('open')
              run(editor, changeTable(name))
            }}
          >
            {words}
          </button>
        ))}
      </div>
    </details>
  )
}
