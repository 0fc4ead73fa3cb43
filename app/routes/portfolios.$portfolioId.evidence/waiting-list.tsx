import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { PiecePicture } from '#app/components/evidence/piece-picture.tsx'
import { kindInWords } from '#domain/evidence/evidence-types.ts'
import type { SheetPiece } from '#server/evidence/read-evidence-sheet.ts'

/** What still needs somebody's eyes, with what to do in sentences; the contact sheet comes after it. */
export function WaitingList({ pieces }: { pieces: SheetPiece[] }) {
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Waiting to be sorted</h2>
      <ul className="mt-3 grid gap-x-8 divide-y divide-hair border-y border-hair lg:grid-cols-2 lg:divide-y-0 lg:border-0">
        {pieces.map((piece) => (
          <li key={piece.id} className="flex gap-4 py-3 lg:border-t lg:border-hair">
            <div className="w-24 shrink-0 sm:w-28">
              <PiecePicture piece={piece} />
            </div>
            <div className="min-w-0">
              <Link to={`/evidence/${piece.id}`} className="font-serif text-lg leading-tight">
                {piece.title || `A ${kindInWords[piece.kind]} without a title`}
              </Link>
              <p className="mt-0.5 text-sm text-quiet">{piece.by ? `From ${piece.by}.` : null}</p>
              <ul className="mt-1">
                {sentencesOf(piece).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              {piece.state === 'refused' ? (
                <Form method="post" action={`/evidence/${piece.id}`}>
                  <input type="hidden" name="act" value="archive" />
                  <Button look="quiet">
                    Take it off this list <span className="sr-only">({piece.title})</span>
                  </Button>
                </Form>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function sentencesOf(piece: SheetPiece): string[] {
  if (piece.state === 'uploading') return ['On its way.']
  if (piece.state === 'processing') return ['Being checked.']
  if (piece.state === 'refused') return [piece.refusal ?? 'It was not taken.']
  return piece.questions
}
