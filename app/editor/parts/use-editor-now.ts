import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'

/** What `read` finds in the editor, anew only when it differs: a letter typed does not draw the toolbar again. */
export function useEditorNow<T>(editor: Editor, read: (editor: Editor) => T): T {
  const last = useRef<{ text: string; value: T } | null>(null)
  const subscribe = useCallback(
    (tell: () => void) => {
      editor.on('transaction', tell)
      return () => {
        editor.off('transaction', tell)
      }
    },
    [editor],
  )
  const look = () => {
    const value = read(editor)
    const text = JSON.stringify(value)
    if (last.current?.text !== text) last.current = { text, value }
    return last.current.value
  }
  return useSyncExternalStore(subscribe, look, look)
}
