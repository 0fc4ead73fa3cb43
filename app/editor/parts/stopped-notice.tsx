import { useState } from 'react'
import { Button, LinkButton } from '#app/components/button.tsx'
import type { SaveState } from '../live/save-tracker.ts'
import { saveWords } from '../live/save-words.ts'

type Stopped = Extract<SaveState, { kind: 'stopped' }>

/** The server's last word on this page, what to do, and the text to take along when it was not saved. */
export function StoppedNotice({ state, textOfPage }: { state: Stopped; textOfPage: () => string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(textOfPage())
    setCopied(true)
  }
  return (
    <div role="alert" className="page-stopped">
      <p>{saveWords(state)}</p>
      <p className="page-stopped-acts">
        {state.changes > 0 ? (
          <Button type="button" onClick={copy}>
            {copied ? 'Copied' : 'Copy the text of this page'}
          </Button>
        ) : null}
        {state.act === 'reload' ? (
          <Button type="button" onClick={() => location.reload()}>
            Load the page again
          </Button>
        ) : null}
        {state.act === 'sign-in' ? (
          <LinkButton to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} reloadDocument>
            Sign in again
          </LinkButton>
        ) : null}
      </p>
    </div>
  )
}
