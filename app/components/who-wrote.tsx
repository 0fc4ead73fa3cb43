import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'

/** Who wrote the passage that the cursor was in last: asked for, never shown by itself. */
export function WhoWrote({ entryId }: { entryId: string }) {
  const chosen = useRef<string | undefined>(undefined)
  const [answer, setAnswer] = useState<ReactNode>()

  useEffect(() => {
    const remember = () => {
      const node = document.getSelection()?.anchorNode
      const element = node instanceof Element ? node : node?.parentElement
      const block = element?.closest('.page [data-block-id]')?.getAttribute('data-block-id')
      if (block) chosen.current = block
    }
    document.addEventListener('selectionchange', remember)
    return () => document.removeEventListener('selectionchange', remember)
  }, [])

  const ask = async () => {
    const { whoWroteAnswer } = await import('./who-wrote-answer.tsx')
    setAnswer(await whoWroteAnswer(entryId, chosen.current))
  }

  return (
    <div className="not-on-paper">
      <Button type="button" look="quiet" onClick={ask}>
        Who wrote this passage?
      </Button>
      <div role="status" className="mt-1 text-quiet">
        {answer}
      </div>
    </div>
  )
}
