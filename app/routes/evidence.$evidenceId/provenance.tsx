import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import type { PieceView } from '#server/evidence/read-piece.ts'

/** Beside the piece: who sees it, where it is used, where it came from, and the way to put it away. */
export function Provenance({ piece }: { piece: PieceView }) {
  return (
    <div className="grid gap-6 text-sm">
      <VisibleTo who={seenBy(piece)} />
      <section id="uses">
        <h2 className="text-base font-sans font-medium">Where it is used</h2>
        {piece.entries.length === 0 ? (
          <p className="mt-1 text-quiet">In no entry yet. In an entry, type “/” and choose evidence.</p>
        ) : (
          <ul className="mt-1 grid gap-1">
            {piece.entries.map(({ id, title }) => (
              <li key={id}>
                <Link to={`/entries/${id}`} className="inline-flex min-h-8 items-center">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      {piece.fileName ? (
        <section>
          <h2 className="text-base font-sans font-medium">The file</h2>
          <p className="mt-1 break-words text-quiet">
            Came as {piece.fileName}; {piece.sizeWords}.
          </p>
          {piece.removed ? <p className="mt-1 text-quiet">{piece.removed}</p> : null}
          {piece.sha256 ? (
            <p className="mt-1 text-quiet">
              Fingerprint <code className="break-all">{piece.sha256.slice(0, 16)}</code>
            </p>
          ) : null}
        </section>
      ) : null}
      {piece.mayWrite && !piece.archived ? (
        <Form method="post">
          <input type="hidden" name="act" value="archive" />
          <Button look="quiet">Put this piece away</Button>
        </Form>
      ) : null}
    </div>
  )
}

function seenBy({ consentState }: PieceView): string {
  if (consentState === 'withdrawn') return 'nobody'
  if (consentState === 'pending') return 'the team, its mentor and program staff'
  return 'the team, its mentor, its champion and program staff'
}
