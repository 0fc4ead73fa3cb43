import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { KeptWords } from '#app/editor/parts/kept-words.tsx'
import type { loader } from './route.tsx'

const lookEvery = 30_000

type Props = { entryId: string; documentId: string; selfId: string; html: string; words: number }

/** The page for those who read: plain text, no editor. What changed meanwhile is offered, never pushed under the eyes. */
export function ReadingPlace({ entryId, documentId, selfId, html, words }: Props) {
  const [shown, setShown] = useState(html)
  const fetcher = useFetcher<typeof loader>()
  const newest = fetcher.data?.page.html ?? html
  const { load } = fetcher

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') load(`/entries/${entryId}`)
    }, lookEvery)
    return () => clearInterval(timer)
  }, [entryId, load])

  return (
    <div className="page-place">
      <div className="page-bar">
        <p className="page-save" role="status">
          {newest === shown
            ? `You are reading along. ${words === 1 ? '1 word' : `${words} words`}.`
            : 'The team has written more since you opened this page.'}
        </p>
        {newest === shown ? null : (
          <Button type="button" look="quiet" onClick={() => setShown(newest)}>
            Show the newest text
          </Button>
        )}
      </div>
      <KeptWords personId={selfId} documentId={documentId} />
      <RenderedPage html={shown} />
    </div>
  )
}
