import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import type { Released } from './words-first.tsx'

type Notes = { notes: Released['notes']; mayAnswer: boolean }

/** What the readers wrote in the margin; the team answers and settles each note in its own time. */
export function NotesToAnswer({ notes, mayAnswer }: Notes) {
  if (notes.length === 0) return null
  const open = notes.filter((note) => !note.settled).length
  return (
    <section className="max-w-[52rem]">
      <h2>Notes in the margin</h2>
      <p className="mt-1 text-quiet">
        {open === 0 ? 'All of them are settled.' : `${notes.length - open} of ${notes.length} are settled.`}
      </p>
      <ul className="mt-4 grid gap-6">
        {notes.map((note) => (
          <li key={note.id} id={`note-${note.id}`} className="scroll-mt-6 border-l-2 border-relations pl-4">
            <p className="text-sm text-quiet">{note.entryTitle}</p>
            <p className="font-serif text-quiet italic">“{note.quote}”</p>
            <p className="mt-1 whitespace-pre-line">{note.words}</p>
            <p className="text-sm text-quiet">{note.authorName}</p>
            {note.replies.map((reply) => (
              <p key={reply.id} className="mt-2 ml-4 whitespace-pre-line">
                {reply.words} <span className="text-sm text-quiet">{reply.authorName}</span>
              </p>
            ))}
            {note.settled ? (
              <p className="mt-1 text-sm text-quiet">Settled.</p>
            ) : mayAnswer ? (
              <div className="mt-2 flex flex-wrap items-start gap-x-5 gap-y-2">
                <details>
                  <summary className="min-h-8 text-accent underline underline-offset-4">Answer</summary>
                  <Form method="post" className="mt-2 grid w-[min(32rem,80vw)] gap-2">
                    <input type="hidden" name="act" value="reply" />
                    <input type="hidden" name="annotationId" value={note.id} />
                    <TextArea label="Your answer" name="words" required rows={2} />
                    <div>
                      <Button>Send</Button>
                    </div>
                  </Form>
                </details>
                <Form method="post">
                  <input type="hidden" name="act" value="resolve" />
                  <input type="hidden" name="annotationId" value={note.id} />
                  <Button look="quiet">Settled</Button>
                </Form>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
