import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import type { Rescue } from '#server/portfolios/list-rescues.ts'
import type { LiveDocument } from '../live/live-document.ts'
import { keepBoth, keepOne } from './keep-one.ts'
import { putBack, putBackBlock } from './put-back.ts'
import { trayWords, whatHappened, whatWaits } from './rescue-words.ts'
import type { RescueAct } from './use-rescues.ts'

type Props = {
  editor: Editor
  rescues: Rescue[]
  live: LiveDocument
  stillWaits: (rescueId: string) => Promise<boolean>
  settle: (rescueId: string, act: RescueAct) => Promise<boolean>
}

/** Text that a change of layout swallowed or doubled waits here, below the page, until one of its writers has decided. */
export default function RescueTray({ editor, rescues, live, stillWaits, settle }: Props) {
  const [busy, setBusy] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const summary = useRef<HTMLElement>(null)
  const words = trayWords(rescues)
  // Whoever does not see it hears of it once it is there.
  useEffect(() => setSaid(words), [words])

  const act = async (rescue: Rescue, what: RescueAct, make?: () => Transaction | undefined) => {
    setBusy(rescue.id)
    setSaid('')
    // A colleague may have put it back a moment ago: it must not come twice.
    const change = make && (await stillWaits(rescue.id)) ? make() : undefined
    if (change) {
      editor.view.dispatch(change)
      editor.view.focus()
      await saved(live)
    }
    const settled = await settle(rescue.id, what)
    if (!settled) setSaid('The server was not reached. It stays here for now.')
    setBusy(null)
    // The pressed button is gone, and the focus with it.
    if (change) return
    if (settled && rescues.length === 1) editor.view.focus()
    else summary.current?.focus()
  }
  const insert = (rescue: Rescue) => (rescue.block ? putBackBlock(editor.state, rescue) : putBack(editor.state, rescue))
  const copy = async ({ text }: Rescue) => {
    await navigator.clipboard.writeText(text)
    setSaid('Copied.')
  }

  return (
    <>
      <details className="rescue-tray" open={rescues.some(({ own }) => own) || undefined}>
        <summary ref={summary}>{words}</summary>
        <ul>
          {rescues.map((rescue) => (
            <li key={rescue.id}>
              <p className="rescue-what">{whatHappened(rescue)}</p>
              <blockquote className="rescue-text">{whatWaits(rescue)}</blockquote>
              <p className="rescue-acts">
                {rescue.kind !== 'doubled' ? (
                  <>
                    <Button
                      type="button"
                      disabled={busy !== null}
                      onClick={() => act(rescue, 'insert', () => insert(rescue))}
                    >
                      Insert
                    </Button>
                    {rescue.block ? null : (
                      <Button type="button" look="quiet" onClick={() => copy(rescue)}>
                        Copy
                      </Button>
                    )}
                    <Button type="button" look="quiet" disabled={busy !== null} onClick={() => act(rescue, 'dismiss')}>
                      Dismiss
                    </Button>
                  </>
                ) : (
                  <>
                    <Button
                      type="button"
                      disabled={busy !== null}
                      onClick={() => act(rescue, 'keep-one', () => keepOne(editor.state, rescue))}
                    >
                      Keep one
                    </Button>
                    <Button
                      type="button"
                      look="quiet"
                      disabled={busy !== null}
                      onClick={() => act(rescue, 'dismiss', () => keepBoth(editor.state, rescue))}
                    >
                      Keep both
                    </Button>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
        {said && said !== words ? (
          <p aria-hidden="true" className="rescue-said">
            {said}
          </p>
        ) : null}
      </details>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

/** Waits until what was put back is on the server's disk: only then may the tray forget it. */
async function saved(live: LiveDocument): Promise<void> {
  while (!live.isSaved) await new Promise((resolve) => setTimeout(resolve, 100))
}
