/**
 * Colleagues' carets with their names. Colours are classes, because the page's policy forbids inline styles; the label is
 * for the eyes only: who is here is told in words beside the page.
 */
import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { caretTone } from '../live/who-is-here.ts'

type CaretUser = { id?: unknown; personId?: unknown; name?: unknown }

export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  priority: 985,
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options
    if (!awareness) return []
    return [
      yCursorPlugin(awareness, {
        cursorBuilder: (user: CaretUser) => caretElement(user),
        selectionBuilder: (user: CaretUser) => ({ class: `page-caret-range caret-tone-${toneOf(user)}` }),
      }),
    ]
  },
})

function toneOf(user: CaretUser): number {
  return caretTone(String(user.id ?? user.personId ?? user.name ?? ''))
}

function caretElement(user: CaretUser): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `page-caret caret-tone-${toneOf(user)}`
  caret.setAttribute('aria-hidden', 'true')
  const label = document.createElement('span')
  label.className = 'page-caret-name'
  // Shown by the style sheet: a text in the page could be taken for a word of it, when a browser edits by its own means.
  label.dataset.name = String(user.name ?? '').slice(0, 60)
  caret.append(label)
  return caret
}
