import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type SlashMenu, slashChoiceId, slashListId } from './slash-menu.ts'

/** The list under the typed `/`. The focus stays in the text; the chosen line is told by `aria-activedescendant`. */
export function SlashList({ menu, editor }: { menu: SlashMenu; editor: Editor }) {
  const { open, choices, at } = useSyncExternalStore(menu.subscribe, menu.read, menu.read)
  const box = useRef<HTMLDivElement>(null)
  const from = open?.from

  useEffect(() => {
    if (from === undefined || !box.current) return
    const caret = editor.view.coordsAtPos(from)
    const { height, width } = box.current.getBoundingClientRect()
    const below = caret.bottom + 6
    const top = below + height > window.innerHeight ? Math.max(8, caret.top - height - 6) : below
    box.current.style.top = `${top}px`
    box.current.style.left = `${Math.max(8, Math.min(caret.left, window.innerWidth - width - 8))}px`
  }, [from, editor])

  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  if (!open) return null
  return (
    // It scrolls, so it can be reached; the keys reach it through the text.
    <div ref={box} className="slash-list" role="listbox" id={slashListId} aria-label="What to add" tabIndex={0}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the text, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the same
        <div
          key={choice.key}
          id={slashChoiceId(choice)}
          role="option"
          aria-selected={index === at}
          className="slash-choice"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => menu.choose(choice)}
        >
          <span className="slash-choice-words">{choice.words}</span>
          <span className="slash-choice-hint">{choice.hint}</span>
        </div>
      ))}
    </div>
  )
}
