import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import type { PageNode } from '#domain/portfolio/page-schema.ts'

/** How many words stand here, counted when the writing pauses, by code that comes with the first pause. */
export function WordCount({ editor, atFirst }: { editor: Editor; atFirst: number }) {
  const [words, setWords] = useState(atFirst)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    const countNow = async () => {
      const { wordCount } = await import('#domain/portfolio/page-text.ts')
      if (!gone) setWords(wordCount({ page: editor.getJSON() as PageNode, blocks: {} }))
    }
    const count = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void countNow().catch(() => {}), 600)
    }
    count()
    editor.on('update', count)
    return () => {
      gone = true
      clearTimeout(timer)
      editor.off('update', count)
    }
  }, [editor])
  return <p className="page-words">{words === 1 ? '1 word' : `${words} words`}</p>
}
