import { useState } from 'react'
import { Button } from './button.tsx'

/** Who wrote the passage that the cursor is in: asked for, never shown by itself. The server finds the words. */
export function WhoWrote({ entryId }: { entryId: string }) {
  const [words, setWords] = useState('')
  const ask = async () => {
    const place = getSelection()?.anchorNode
    const element = place instanceof Element ? place : place?.parentElement
    const block = element?.closest('.page [data-block-id]')?.getAttribute('data-block-id') ?? ''
    const answer = await fetch(`/api/entries/${entryId}/wrote?block=${encodeURIComponent(block)}`)
      .then((response) => response.json())
      .catch(() => ({ words: 'The server did not answer. Try again in a moment.' }))
    setWords(answer.words ?? answer.error.message)
  }
  return (
    <div className="not-on-paper">
      <Button type="button" look="quiet" onClick={ask}>
        Who wrote this passage?
      </Button>
      <p role="status" className="whitespace-pre-line text-quiet">
        {words}
      </p>
    </div>
  )
}
