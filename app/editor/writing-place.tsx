import { useRevalidator } from '@remix-run/react'
import { Suspense, useCallback, useState, useSyncExternalStore } from 'react'
import { fetchedLater } from '#app/components/fetched-later.ts'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { copyName } from '#app/device/copy-name.ts'
import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'
import type { LiveAddress } from './live/live-document.ts'
import { KeptWords } from './parts/kept-words.tsx'

// Where the editor cannot be fetched, the text stays to be read.
const PageEditor = fetchedLater(() => import('./page-editor.client.tsx'), NoEditor)

function NoEditor() {
  return (
    <p className="page-save" role="status">
      The editor could not be fetched. You can read; load the page again to write.
    </p>
  )
}

export type WritingPlaceProps = {
  address: LiveAddress
  entry: { id: string; title: string }
  /** The page as the server rendered it: read at once, replaced by the editor when the live document has arrived. */
  html: string
  words: number
  portfolioId: string
  evidence: PageEvidence[]
  self: { id: string; name: string }
}

/** The text of an entry for those who write it. The editor is fetched after the text can be read. */
export function WritingPlace(props: WritingPlaceProps) {
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  const [takenOver, setTakenOver] = useState(false)
  const takeOver = useCallback(() => setTakenOver(true), [])
  const { revalidate } = useRevalidator()
  const waiting = (
    <div className="page-bar">
      <p className="page-save" role="status">
        Opening the editor…
      </p>
    </div>
  )
  return (
    <div className="page-place">
      {inBrowser ? (
        <Suspense fallback={waiting}>
          <PageEditor {...props} takenOver={takenOver} onTakeOver={takeOver} onMayOnlyRead={revalidate} />
        </Suspense>
      ) : (
        waiting
      )}
      {inBrowser ? (
        <KeptWords
          personId={props.self.id}
          documentId={props.address.documentId}
          except={copyName({ personId: props.self.id, ...props.address })}
        />
      ) : null}
      {takenOver ? null : <RenderedPage html={props.html} />}
      {takenOver ? null : (
        <div className="page-foot">
          <p className="page-words">{props.words === 1 ? '1 word' : `${props.words} words`}</p>
        </div>
      )}
    </div>
  )
}
