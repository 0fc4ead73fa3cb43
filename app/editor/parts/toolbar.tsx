import type { Editor } from '@tiptap/core'
import { toggleMark } from '@tiptap/pm/commands'
import type { Command } from '@tiptap/pm/state'
import { isInTable } from '@tiptap/pm/tables'
import { useEditorState } from '@tiptap/react'
import { Bold, Italic, Link2, List, ListChecks, ListOrdered, Plus, Redo2, Strikethrough, Undo2 } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, Suspense, useRef, useState } from 'react'
import type { ParagraphKind } from '#domain/portfolio/page-schema.ts'
import { currentList, type ListKind, toggleList } from '../commands/list-commands.ts'
import { setParagraphKind, sharedKind } from '../commands/paragraph-commands.ts'
import { run } from '../slash/slash-choices.ts'
import { TableMenu } from './fetched-later.tsx'

const kinds: [ParagraphKind, string][] = [
  ['p', 'Text'],
  ['h2', 'Heading'],
  ['h3', 'Small heading'],
  ['quote', 'Quotation'],
]
const marks = [
  { name: 'bold', words: 'Bold', icon: Bold },
  { name: 'italic', words: 'Italic', icon: Italic },
  { name: 'strike', words: 'Struck through', icon: Strikethrough },
] as const
const lists: { kind: ListKind; words: string; icon: typeof List }[] = [
  { kind: 'bulletList', words: 'Bulleted list', icon: List },
  { kind: 'orderedList', words: 'Numbered list', icon: ListOrdered },
  { kind: 'taskList', words: 'Task list', icon: ListChecks },
]
/** The tools over the text: one stop for Tab, arrows within, Esc back to the text. */
export function Toolbar({
  editor,
  askForLink,
  openAdd,
}: {
  editor: Editor
  askForLink: () => void
  openAdd: () => void
}) {
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const now = useEditorState({ editor, selector: (snapshot) => readState(snapshot.editor) })

  const move = (event: KeyboardEvent) => {
    const stops = [...(bar.current?.querySelectorAll<HTMLElement>('button, select, summary') ?? [])].filter(
      (stop) => !stop.closest('details:not([open]) > div'),
    )
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key]
    if (event.key === 'Escape') {
      event.preventDefault()
      editor.view.focus()
    } else if (next !== undefined && at >= 0) {
      event.preventDefault()
      const to = (next + stops.length) % stops.length
      setStop(to)
      stops[to]?.focus()
    }
  }

  let index = 0
  const tab = () => (index++ === stop ? 0 : -1)
  const act = (command: Command) => () => run(editor, command)
  return (
    <div ref={bar} role="toolbar" aria-label="Text" aria-controls="page-text" className="page-tools" onKeyDown={move}>
      <select
        aria-label="Kind of paragraph"
        className="page-key-kind"
        tabIndex={tab()}
        value={now.kind ?? ''}
        onChange={(event) => run(editor, setParagraphKind(event.target.value as ParagraphKind, { toggle: false }))}
      >
        {now.kind === null ? <option value="">Several</option> : null}
        {kinds.map(([kind, words]) => (
          <option key={kind} value={kind}>
            {words}
          </option>
        ))}
      </select>
      {marks.map(({ name, words, icon: Icon }) => (
        <ToolButton
          key={name}
          words={words}
          tabIndex={tab()}
          pressed={now.marks.includes(name)}
          onPress={act(toggleMark(editor.schema.marks[name]!))}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        </ToolButton>
      ))}
      <ToolButton words="Link" tabIndex={tab()} pressed={now.marks.includes('link')} onPress={askForLink}>
        <Link2 size={18} strokeWidth={1.75} aria-hidden="true" />
      </ToolButton>
      <span className="page-tools-gap" />
      {lists.map(({ kind, words, icon: Icon }) => (
        <ToolButton
          key={kind}
          words={words}
          tabIndex={tab()}
          pressed={now.list === kind}
          onPress={act(toggleList(kind))}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        </ToolButton>
      ))}
      <span className="page-tools-gap" />
      <ToolButton words="Undo" tabIndex={tab()} onPress={() => editor.commands.undo()}>
        <Undo2 size={18} strokeWidth={1.75} aria-hidden="true" />
      </ToolButton>
      <ToolButton words="Redo" tabIndex={tab()} onPress={() => editor.commands.redo()}>
        <Redo2 size={18} strokeWidth={1.75} aria-hidden="true" />
      </ToolButton>
      <button
        type="button"
        className="page-key page-key-wide"
        tabIndex={tab()}
        onClick={openAdd}
        aria-haspopup="listbox"
      >
        <Plus size={18} strokeWidth={1.75} aria-hidden="true" /> Add
      </button>
      {now.table ? (
        <Suspense fallback={null}>
          <TableMenu tabIndex={tab()} editor={editor} />
        </Suspense>
      ) : null}
    </div>
  )
}

function readState({ state }: Editor) {
  return {
    kind: sharedKind(state),
    list: currentList(state),
    table: isInTable(state),
    marks: [...marks.map((mark) => mark.name), 'link'].filter((name) => isMarked(state, name)),
  }
}

function isMarked(state: Editor['state'], name: string): boolean {
  const type = state.schema.marks[name]!
  const { from, to, empty, $from } = state.selection
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type)
}

type ToolButtonProps = { words: string; tabIndex: number; pressed?: boolean; onPress: () => void; children: ReactNode }

function ToolButton({ words, tabIndex, pressed, onPress, children }: ToolButtonProps) {
  return (
    <button
      type="button"
      className="page-key"
      aria-label={words}
      title={words}
      aria-pressed={pressed}
      tabIndex={tabIndex}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
