import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { wordCount } from '#domain/portfolio/page-text.ts'

/** How many words stand here, counted when the writing pauses. */
export function WordCount({ editor, atFirst }: { editor: Editor; atFirst: number }) {
  const [words, setWords] = useState(atFirst)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setWords(wordCount({ page: editor.getJSON() as PageNode, blocks: {} })), 600)
    }
    count()
    editor.on('update', count)
    return () => {
      clearTimeout(timer)
      editor.off('update', count)
    }
  }, [editor])
  return <p className="page-words">{words === 1 ? '1 word' : `${words} words`}</p>
}
