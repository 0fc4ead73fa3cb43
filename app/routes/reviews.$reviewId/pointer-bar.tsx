import { Quote, StickyNote } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { appendPassage, type Passage } from '#app/components/passages/passage.ts'
import { shorten } from './margin-notes.tsx'
import type { Pointing } from './use-passage.ts'

type Bar = Pointing & {
  criterion: { key: string; title: string } | null
  /** Opens the note box; counted up by the key N. */
  noteAsked: number
  onCite: (passage: Passage) => void
  onNote: (form: FormData) => Promise<boolean>
  parts: (passage: Passage) => { id: string; words: string }[]
  onPart: (passage: Passage, partId: string) => void
}

/** What can be done with the place that is pointed at: cite it for the open criterion, or write a note beside it. */
export function PointerBar({ passage, spot, clear, criterion, noteAsked, onCite, onNote, parts, onPart }: Bar) {
  const [writing, setWriting] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const place = passage ? `${passage.entryId} ${passage.blockId} ${passage.partId} ${passage.start}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place closes the note box
  useEffect(() => setWriting(false), [place])
  useEffect(() => {
    if (noteAsked > 0) setWriting(true)
  }, [noteAsked])
  useEffect(() => {
    if (writing) box.current?.focus()
  }, [writing])
  if (!passage || !spot) return null
  const choices = parts(passage)
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    form.set('act', 'annotate')
    appendPassage(form, passage)
    if (await onNote(form)) clear()
  }
  return (
    <section
      aria-label="The passage you point at"
      className="not-on-paper absolute left-0 z-20 w-[13rem] rounded-[10px] border border-line bg-raised p-3 text-sm shadow-float max-xl:fixed max-xl:inset-x-3 max-xl:bottom-3 max-xl:w-auto"
      style={{ top: spot.top }}
    >
      <p className="mb-2 font-serif text-quiet italic">“{shorten(passage.quote, 90)}”</p>
      {choices.length > 0 ? (
        <label className="mb-2 grid min-w-0 gap-1">
          Part of the diagram
          <select
            className="w-full min-w-0 rounded-[8px] border border-line bg-raised px-2 py-1.5"
            value={passage.partId ?? ''}
            onChange={(event) => onPart(passage, event.target.value)}
          >
            <option value="">The whole diagram</option>
            {choices.map((part) => (
              <option key={part.id} value={part.id}>
                {part.words}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {writing ? (
        <form onSubmit={keep} className="grid gap-2">
          <label className="grid gap-1">
            Your note
            <textarea
              ref={box}
              name="words"
              required
              className="min-h-20 rounded-[8px] border border-line bg-paper px-2 py-1.5 text-base"
            />
          </label>
          <label className="grid gap-1">
            Seen by
            <select name="audience" className="rounded-[8px] border border-line bg-raised px-2 py-1.5">
              <option value="team">the team, after release</option>
              <option value="reviewers">the reviewers alone</option>
            </select>
          </label>
          <div className="flex gap-3">
            <Button look="act">Keep the note</Button>
            <Button type="button" look="quiet" onClick={() => setWriting(false)}>
              Leave it
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {criterion && !passage.region ? (
            <Button type="button" look="act" onClick={() => onCite(passage)}>
              <Quote aria-hidden="true" size={16} strokeWidth={1.5} />
              Cite for {criterion.key}
            </Button>
          ) : null}
          <Button type="button" look={passage.region ? 'act' : 'plain'} onClick={() => setWriting(true)}>
            <StickyNote aria-hidden="true" size={16} strokeWidth={1.5} />
            Note
          </Button>
          <Button type="button" look="quiet" onClick={clear}>
            Close
          </Button>
        </div>
      )}
    </section>
  )
}
