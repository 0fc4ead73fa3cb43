import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import { dayAndYear } from '#domain/when.ts'
import type { DecisionView } from '#server/reviews/decision-view.ts'

/** The way of a decision, step by step, and what this person can do now. */
export function DecisionSteps({ view }: { view: DecisionView }) {
  const { decision, may } = view
  const live = decision && decision.state !== 'returned' ? decision : null
  const steps = [
    { words: 'Levels agreed', done: view.judged !== null, by: '' },
    { words: 'Proposed', done: live !== null, by: live?.proposedBy ?? 'by one of the readers' },
    {
      words: 'Signed',
      done: Boolean(live?.signedBy),
      by: signer(live?.signedBy, live?.signedAs, 'by the program manager or faculty'),
    },
    {
      words: 'Signed again',
      done: Boolean(live?.secondSignedBy),
      by: live?.secondSignedBy ?? 'by the other of the two',
    },
    {
      words: 'Released to the team',
      done: Boolean(live?.releasedAt),
      by: live?.releasedAt ? dayAndYear(live.releasedAt.slice(0, 10)) : 'held until then',
    },
  ]
  return (
    <div className="grid gap-6">
      <ol className="grid gap-3 border-l border-hair pl-4" aria-label="The way of this decision">
        {steps.map((step) => (
          <li key={step.words} className={step.done ? '' : 'text-quiet'}>
            {step.words}
            <span className="sr-only">{step.done ? ', done' : ', still to come'}</span>
            {step.by ? <span className="block text-sm text-quiet">{step.by}</span> : null}
          </li>
        ))}
      </ol>
      {may.sign ? (
        <Form method="post">
          <input type="hidden" name="act" value="sign" />
          <Button look="act">Sign this decision</Button>
        </Form>
      ) : null}
      {may.signProblem ? <p className="text-sm text-quiet">{may.signProblem}</p> : null}
      {may.release ? (
        <Form method="post" className="grid gap-2">
          <input type="hidden" name="act" value="release" />
          <Button look="act">Release to the team</Button>
          <p className="text-sm text-quiet">
            The team reads it at once
            {live?.outcome.startsWith('certified') ? ', and its certificates are prepared' : ''}. You can take it back
            for 24 hours.
          </p>
        </Form>
      ) : null}
      {may.giveBack ? <WithReason act="return" title="Give it back to the readers" /> : null}
      {may.recall ? <WithReason act="recall" title="Take the release back" /> : null}
      {view.state === 'released' ? (
        <p>
          <Link to={`/portfolios/${view.portfolioId}/outcome`}>What the team reads</Link>
        </p>
      ) : null}
    </div>
  )
}

const signer = (name: string | null | undefined, as: string | null | undefined, otherwise: string): string =>
  name ? `${name}${as === 'manager' ? ', program manager' : as === 'faculty' ? ', faculty' : ''}` : otherwise

function WithReason({ act, title }: { act: string; title: string }) {
  return (
    <details>
      <summary className="min-h-8 text-accent underline underline-offset-4">{title}</summary>
      <Form method="post" className="mt-2 grid gap-3">
        <input type="hidden" name="act" value={act} />
        <TextArea label="Because" name="because" required rows={2} hint="Kept in the record." />
        <div>
          <Button>{title}</Button>
        </div>
      </Form>
    </details>
  )
}
