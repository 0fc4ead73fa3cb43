import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import type { DraftNote, DraftNotes } from '#server/reviews/draft-notes.ts'
import { markPassages } from './mark-passages.ts'
import { blockAt, type Passage, passageOfSelection, wholeBlock } from './passage.ts'

const box = 'w-full min-w-0 rounded-[8px] border border-line bg-raised px-2 py-1.5 text-base'

const sinceThen = {
  changed: 'These words have changed since.',
  gone: 'These words are no longer on the page.',
}

/**
 * The margin of a living draft: what mentors and coach noticed beside which words, and the team's answers. The page it
 * stands beside carries `data-entry-id`. Everything works as plain forms, too.
 */
export function DraftMargin({ margin }: { margin: DraftNotes }) {
  const { entryId, notes, mayWrite, mayAnswer } = margin
  useEffect(() => {
    const page = document.querySelector<HTMLElement>(`[data-entry-id="${CSS.escape(entryId)}"]`)?.parentElement
    if (!page || !mayWrite) return
    return markPassages(
      page,
      'noted',
      notes.filter((note) => note.standing !== 'gone' && !note.settled),
    )
  }, [entryId, notes, mayWrite])
  if (!mayAnswer || (notes.length === 0 && !mayWrite)) return null
  const open = notes.filter((note) => !note.settled)
  const settled = notes.filter((note) => note.settled)
  return (
    <section id="notes" aria-labelledby="notes-title" className="grid scroll-mt-6 gap-4 text-sm">
      <div>
        <h2 id="notes-title" className="text-base">
          Notes from your mentors
        </h2>
        <VisibleTo who="the team, its mentors and its coach" />
      </div>
      {open.length === 0 && !mayWrite ? <p className="text-quiet">All of them are settled.</p> : null}
      <ul className="grid gap-5">
        {open.map((note) => (
          <OneNote key={note.id} note={note} margin={margin} />
        ))}
      </ul>
      {mayWrite ? <NewNote margin={margin} /> : null}
      {settled.length > 0 ? (
        <details>
          <summary className="min-h-6 text-quiet">
            {settled.length === 1 ? 'One settled note' : `${settled.length} settled notes`}
          </summary>
          <ul className="mt-2 grid gap-4 text-quiet">
            {settled.map((note) => (
              <OneNote key={note.id} note={note} margin={margin} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function OneNote({ note, margin }: { note: DraftNote; margin: DraftNotes }) {
  const action = `/entries/${margin.entryId}/notes`
  return (
    <li className="border-l-2 border-relations pl-3">
      <p className="font-serif text-quiet italic">“{note.quote}”</p>
      {note.standing === 'there' ? null : <p className="text-quiet">{sinceThen[note.standing]}</p>}
      <p className="mt-1 whitespace-pre-line">{note.words}</p>
      <p className="text-quiet">{note.authorName}</p>
      {note.replies.map((reply) => (
        <p key={reply.id} className="mt-2 ml-3 whitespace-pre-line">
          {reply.words} <span className="text-quiet">{reply.authorName}</span>
        </p>
      ))}
      {note.settled ? null : (
        <div className="mt-1 grid gap-1">
          <details>
            <summary className="min-h-6 text-accent underline underline-offset-4">Answer</summary>
            <Form method="post" action={action} className="mt-2 grid gap-2" key={note.replies.length}>
              <input type="hidden" name="act" value="reply" />
              <input type="hidden" name="annotationId" value={note.id} />
              <label className="grid gap-1">
                Your answer
                <textarea name="words" required rows={2} className={box} />
              </label>
              <Button className="justify-self-start">Send</Button>
            </Form>
          </details>
          {margin.isMember || note.authorId === margin.selfId ? (
            <Form method="post" action={action}>
              <input type="hidden" name="act" value="resolve" />
              <input type="hidden" name="annotationId" value={note.id} />
              <Button look="quiet">Settled</Button>
            </Form>
          ) : null}
        </div>
      )}
    </li>
  )
}

function NewNote({ margin }: { margin: DraftNotes }) {
  const [passage, setPassage] = useState<Passage | null>(null)
  const sent = useNavigation().state === 'idle' ? margin.notes.length : 0
  useEffect(() => {
    const page = document.querySelector<HTMLElement>(`[data-entry-id="${CSS.escape(margin.entryId)}"]`)
    if (!page) return
    const look = () => {
      const found = passageOfSelection(page, document.getSelection())
      if (found) setPassage(found)
    }
    const point = (event: Event) => {
      const part = (event.target as Element).closest<SVGElement>('[data-part-id]')
      const block = blockAt(part)
      if (part && block) setPassage(wholeBlock(block, part.dataset.partId ?? null))
    }
    document.addEventListener('selectionchange', look)
    page.addEventListener('click', point)
    return () => {
      document.removeEventListener('selectionchange', look)
      page.removeEventListener('click', point)
    }
  }, [margin.entryId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a kept note lets its passage go
  useEffect(() => setPassage(null), [sent])
  return (
    <Form method="post" action={`/entries/${margin.entryId}/notes`} className="grid gap-2" key={margin.notes.length}>
      <input type="hidden" name="act" value="annotate" />
      {passage ? (
        <>
          <p className="font-serif text-quiet italic">“{wordsOf(passage, margin)}”</p>
          <input type="hidden" name="blockId" value={formValueOf(passage)} />
          <input type="hidden" name="start" value={passage.start ?? ''} />
          <input type="hidden" name="end" value={passage.end ?? ''} />
          <input type="hidden" name="quote" value={passage.quote} />
        </>
      ) : (
        <label className="grid min-w-0 gap-1">
          Select words or a part of a diagram on the page, or choose a passage
          <select name="blockId" required className={box}>
            {margin.blocks.map((block) => (
              <option key={formValueOf(block)} value={formValueOf(block)}>
                {block.words}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="grid gap-1">
        What you noticed or wonder
        <textarea name="words" required rows={3} className={box} />
      </label>
      <Button className="justify-self-start">Keep the note</Button>
    </Form>
  )
}

/** A block, or behind it a part of its diagram, as one form value. */
const formValueOf = ({ blockId, partId }: { blockId: string; partId: string | null }) =>
  partId ? `${blockId} ${partId}` : blockId

const wordsOf = (passage: Passage, { blocks }: DraftNotes) =>
  passage.partId
    ? (blocks.find((block) => formValueOf(block) === formValueOf(passage))?.words ?? passage.quote)
    : passage.quote
