import type { Editor } from '@tiptap/core'

/** The page as the editor shows it now, as plain HTML: what remains to be read when the editor has to go. */
export function pictureOf(editor: Editor): string {
  const copy = editor.view.dom.cloneNode(true) as HTMLElement
  for (const part of copy.querySelectorAll('.page-caret, button, input:not([type="checkbox"]), textarea, select')) {
    part.remove()
  }
  for (const part of copy.querySelectorAll('[contenteditable]')) part.removeAttribute('contenteditable')
  for (const box of copy.querySelectorAll('input')) box.disabled = true
  return copy.innerHTML
}
