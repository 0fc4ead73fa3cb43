import { useEffect, useRef, useState } from 'react'
import { listed } from '#domain/in-words.ts'
import type { WhoWrote as Answer } from '#server/versions/read-who-wrote.ts'
import { Button } from './button.tsx'

type Shown = { kind: 'answer'; answer: Answer } | { kind: 'words'; words: string }

const howTo = 'Put the cursor into a passage, or select some of its words, then ask.'

/** Who wrote the passage that the cursor was in last: asked for, never shown by itself. Names, no amounts. */
export function WhoWrote({ entryId }: { entryId: string }) {
  const chosen = useRef<string | undefined>(undefined)
  const [shown, setShown] = useState<Shown>()

  useEffect(() => {
    const remember = () => {
      const node = document.getSelection()?.anchorNode
      const element = node instanceof Element ? node : node?.parentElement
      const block = element?.closest('.page')?.contains(element) ? element.closest('[data-block-id]') : undefined
      const id = block?.getAttribute('data-block-id')
      if (id) chosen.current = id
    }
    document.addEventListener('selectionchange', remember)
    return () => document.removeEventListener('selectionchange', remember)
  }, [])

  const ask = async () => {
    if (!chosen.current) return setShown({ kind: 'words', words: howTo })
    const response = await fetch(`/api/entries/${entryId}/wrote?block=${encodeURIComponent(chosen.current)}`).catch(
      () => undefined,
    )
    if (response?.ok) setShown({ kind: 'answer', answer: await response.json() })
    else if (response?.status === 404)
      setShown({ kind: 'words', words: `That passage is not there any more. ${howTo}` })
    else setShown({ kind: 'words', words: 'The server did not answer. Try again in a moment.' })
  }

  return (
    <section className="not-on-paper">
      <Button type="button" look="quiet" onClick={ask}>
        Who wrote this passage?
      </Button>
      <div role="status" className="mt-1 text-quiet">
        {shown?.kind === 'words' ? shown.words : null}
        {shown?.kind === 'answer' ? <Told answer={shown.answer} /> : null}
      </div>
    </section>
  )
}

function Told({ answer: { runs, people } }: { answer: Answer }) {
  if (runs.length === 0) return <p>Nobody has written here yet.</p>
  const template = runs.some((run) => run.person === null)
  const who = listed([...people.map((one) => one.name), ...(template ? ['the template'] : [])])
  if (runs.length === 1) return <p>{`“${shortened(runs[0]!.text)}”: written by ${who}.`}</p>
  return (
    <>
      <p>{`Written by ${who}.`}</p>
      <ul className="mt-1 grid gap-1">
        {runs
          .filter((run) => run.text.trim() !== '')
          .slice(0, 20)
          .map((run, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no name of their own and never change places
            <li key={n}>{`“${shortened(run.text)}”: ${run.person?.name ?? 'the template'}`}</li>
          ))}
      </ul>
    </>
  )
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 70 ? `${words.slice(0, 69)}…` : words
}
