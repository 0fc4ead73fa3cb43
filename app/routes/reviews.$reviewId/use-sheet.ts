import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReviewSheet } from '#server/reviews/review-sheet.ts'

export type SaveState = 'kept' | 'saving' | 'waiting' | 'refused'
export type SheetRoom = {
  sheet: ReviewSheet
  saveState: SaveState
  /** What was refused, in its own words. */
  refusal: string | null
  /** Sends one act; acts arrive in the order in which they were done. @returns whether it was taken. */
  send: (form: FormData) => Promise<boolean>
}

const retryAfter = 4000

/**
 * The reviewer's sheet, kept by the server after every act. Acts wait for each other; without a network they wait and
 * are sent again, and the words beside the title say so.
 */
export function useSheet(reviewId: string, initial: ReviewSheet): SheetRoom {
  const [sheet, setSheet] = useState(initial)
  const [saveState, setSaveState] = useState<SaveState>('kept')
  const [refusal, setRefusal] = useState<string | null>(null)
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef(0)

  useEffect(() => setSheet(initial), [initial])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (waiting.current > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  const send = useCallback(
    (form: FormData) => {
      waiting.current += 1
      setSaveState('saving')
      const sent = queue.current.then(() => post(reviewId, form, () => setSaveState('waiting')))
      queue.current = sent
      return sent.then((answer) => {
        waiting.current -= 1
        if ('sheet' in answer) {
          setSheet(answer.sheet)
          setRefusal(null)
          if (waiting.current === 0) setSaveState('kept')
          return true
        }
        setRefusal(answer.message)
        setSaveState('refused')
        return false
      })
    },
    [reviewId],
  )
  return { sheet, saveState, refusal, send }
}

async function post(
  reviewId: string,
  form: FormData,
  onWait: () => void,
): Promise<{ sheet: ReviewSheet } | { message: string }> {
  for (;;) {
    try {
      const response = await fetch(`/reviews/${reviewId}/write`, {
        method: 'POST',
        body: new URLSearchParams([...form].map(([name, value]) => [name, String(value)])),
        headers: { accept: 'application/json' },
      })
      const body = (await response.json()) as { sheet?: ReviewSheet; error?: { message: string } }
      if (body.sheet) return { sheet: body.sheet }
      if (response.status < 500) return { message: body.error?.message ?? 'This was not kept. Load the page again.' }
    } catch {
      // No network: what was written stays on this page and is sent again.
    }
    onWait()
    await new Promise((resolve) => setTimeout(resolve, retryAfter))
  }
}
