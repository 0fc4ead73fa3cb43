import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { DeclarationChoice } from '#app/components/evidence/declaration-choice.tsx'
import { TextArea } from '#app/components/field.tsx'
import type { PieceView } from '#server/evidence/read-piece.ts'

type Part = { piece: PieceView; fields: Record<string, string> | undefined }

/** Where consent stands, and the one next act: look, ask, note, or hide. */
export function ConsentPart({ piece, fields }: Part) {
  const { consentState, declaration } = piece
  const isMedia = (piece.kind !== 'link' && piece.kind !== 'note') || consentState !== 'not-needed'
  const asks = consentState === 'withdrawn' || (consentState === 'pending' && declaration === 'identifiable-children')
  return (
    <section aria-labelledby="consent">
      <h2 id="consent">Consent</h2>
      <p
        className={`mt-1 max-w-[64ch] ${consentState === 'pending' || consentState === 'withdrawn' ? 'text-care' : ''}`}
      >
        {piece.consentSentence}
      </p>
      {consentState === 'pending' ? (
        <p className="mt-1 max-w-[64ch] text-quiet">
          Until it is in order only your team, your mentor and program staff see this piece, and a portfolio that uses
          it cannot be submitted.
        </p>
      ) : null}
      {piece.maySettle && isMedia ? (
        <div className="mt-5 grid max-w-[38rem] gap-7">
          {consentState === 'withdrawn' ? null : (
            <Form method="post" key={`declare-${declaration}`} className="grid gap-3">
              <input type="hidden" name="act" value="declare" />
              <DeclarationChoice legend="Can children be recognised in it?" now={declaration} />
              <div>
                <Button look={declaration === 'unsure' ? 'act' : 'plain'}>Note this answer</Button>
              </div>
            </Form>
          )}
          {asks ? (
            <Form method="post" className="grid gap-3">
              <input type="hidden" name="act" value="settle" />
              <input type="hidden" name="to" value="cleared" />
              <TextArea
                label="Who gave consent, and how"
                name="consentNote"
                required
                error={fields?.consentNote}
                hint="Such as “Mother of M., signed form of 2 March, kept in the office”. Without full names of children."
              />
              <div>
                <Button look="act">
                  {consentState === 'withdrawn' ? 'Consent was given anew' : 'Consent was given'}
                </Button>
              </div>
            </Form>
          ) : null}
          {consentState === 'withdrawn' ? null : (
            <details>
              <summary className="inline-flex min-h-8 items-center text-accent">Consent was withdrawn</summary>
              <Form method="post" className="mt-3 grid gap-3">
                <input type="hidden" name="act" value="settle" />
                <input type="hidden" name="to" value="withdrawn" />
                <p className="text-quiet">
                  It disappears at once from every page, for everybody, also from what was submitted.
                </p>
                <TextArea label="A note for your team" name="consentNote" hint="Optional." />
                <div>
                  <Button>Hide it everywhere</Button>
                </div>
              </Form>
            </details>
          )}
        </div>
      ) : null}
    </section>
  )
}
