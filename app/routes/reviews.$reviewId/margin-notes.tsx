import { Button } from '#app/components/button.tsx'
import type { Note } from '#server/reviews/notes.ts'

/** Notes beside an entry, each with the words it hangs on. */
export function MarginNotes({ notes, onWithdraw }: { notes: Note[]; onWithdraw: ((note: Note) => void) | null }) {
  if (notes.length === 0) return null
  return (
    <ul className="grid gap-3" aria-label="Notes in the margin">
      {notes.map((note) => (
        <li key={note.id} className="border-l-2 border-relations pl-3 text-sm">
          <p className="font-serif text-quiet italic">“{shorten(note.quote)}”</p>
          <p className="mt-1 whitespace-pre-line">{note.words}</p>
          <p className="mt-1 text-quiet">
            {note.region ? 'On a part of the picture. ' : ''}
            {note.audience === 'team' ? 'The team reads it after release.' : 'For the reviewers alone.'}
          </p>
          {onWithdraw ? (
            <Button look="quiet" type="button" onClick={() => onWithdraw(note)}>
              Take back<span className="sr-only"> the note on {shorten(note.quote)}</span>
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

export const shorten = (words: string, most = 120): string =>
  words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words
