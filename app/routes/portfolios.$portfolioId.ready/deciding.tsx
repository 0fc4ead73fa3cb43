import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import type { ReadyCheckView } from '#server/submissions/read-ready-check.ts'

/** Proposing, each member's word, and the one act at the end. */
export function Deciding({ view }: { view: ReadyCheckView }) {
  const blocked = view.points.some((point) => point.blocks)
  if (!view.proposal) {
    if (!view.mayPropose) return null
    return (
      <section>
        <h2>Submit</h2>
        <p className="mt-1 max-w-[60ch] text-quiet">
          You propose, each of you agrees, or a day passes in which nobody objects. Then one press takes the snapshot.
        </p>
        <Form method="post" className="mt-4">
          <input type="hidden" name="act" value="propose" />
          <Button look={blocked ? 'plain' : 'act'}>Propose to submit</Button>
        </Form>
      </section>
    )
  }
  const { agreement } = view.proposal
  return (
    <section>
      <h2>Submit</h2>
      <p className="mt-1 text-quiet">{view.proposal.proposedBy} proposed to submit.</p>
      <ul className="mt-3 grid gap-1.5">
        {view.members.map((member) => (
          <li key={member.personId}>
            <span className="font-medium">{member.name}</span>{' '}
            {member.says === 'agree'
              ? 'agrees'
              : member.says === 'object'
                ? 'would like to talk first:'
                : 'has not spoken yet'}
            {member.says === 'object' && member.note ? <q className="ml-1 font-serif">{member.note}</q> : null}
          </li>
        ))}
      </ul>
      {agreement.settled || agreement.objections.length > 0 ? null : (
        <p className="mt-2 text-sm text-quiet">
          Silence counts as yes from{' '}
          <time dateTime={agreement.silentUntil}>{agreement.silentUntil.slice(0, 16).replace('T', ' ')} UTC</time> on.
        </p>
      )}
      {view.mayPropose ? (
        <div className="mt-5 grid gap-5">
          {agreement.settled ? (
            <Form method="post">
              <input type="hidden" name="act" value="submit" />
              <Button look="act" disabled={blocked}>
                Submit the portfolio
              </Button>
              {blocked ? <p className="mt-2 text-sm text-quiet">The points above stand in the way.</p> : null}
            </Form>
          ) : null}
          {view.mine === 'agree' ? null : (
            <Form method="post">
              <input type="hidden" name="act" value="agree" />
              <Button look="act">I agree</Button>
            </Form>
          )}
          <details>
            <summary className="min-h-8 text-accent">I would like to talk first</summary>
            <Form method="post" className="mt-3 grid max-w-[34rem] gap-3">
              <input type="hidden" name="act" value="object" />
              <TextArea label="What about?" name="note" hint="Your team reads this." required />
              <div>
                <Button>Tell the team</Button>
              </div>
            </Form>
          </details>
          <Form method="post">
            <input type="hidden" name="act" value="take-back" />
            <Button look="quiet">Take the proposal back and go on writing</Button>
          </Form>
        </div>
      ) : null}
    </section>
  )
}
