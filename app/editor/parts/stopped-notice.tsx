import { Suspense } from 'react'
import { Button, LinkButton } from '#app/components/button.tsx'
import type { LiveDocument } from '../live/live-document.ts'
import type { SaveState } from '../live/save-tracker.ts'
import { saveWords } from '../live/save-words.ts'
import { UnsentWords } from './unsent-words-later.tsx'

type Stopped = Extract<SaveState, { kind: 'stopped' }>

/** The server's last word on this page, what to do, and the words to take along when they were not saved. */
export function StoppedNotice({ state, live, title }: { state: Stopped; live: LiveDocument | null; title: string }) {
  return (
    <div className="page-stopped">
      <p role="alert">{saveWords(state)}</p>
      {state.act === 'sign-in' && state.changes > 0 && state.kept >= state.changes ? (
        <p>They are kept on this device and are sent when you have signed in again.</p>
      ) : null}
      <p className="page-stopped-acts">
        {state.act === 'reload' ? (
          <Button type="button" look="act" onClick={() => location.reload()}>
            Load the page again
          </Button>
        ) : null}
        {state.act === 'sign-in' ? (
          <LinkButton look="act" to={`/sign-in?next=${encodeURIComponent(location.pathname)}`} reloadDocument>
            Sign in again
          </LinkButton>
        ) : null}
      </p>
      {state.changes > 0 && live ? (
        <Suspense>
          <UnsentWords words={live.unsentWords()} changes={state.changes} title={title} onLetGo={() => live.letGo()} />
        </Suspense>
      ) : null}
    </div>
  )
}
