import type { Editor } from '@tiptap/core'
import { useLayoutEffect, useRef } from 'react'

/** The place in the page where the editor's own element stands. */
export function EditorContent({ editor }: { editor: Editor }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { dom } = editor.view
    place.current?.append(dom)
    return () => dom.remove()
  }, [editor])
  return <div ref={place} id="page-text" />
}
