import { Form } from '@remix-run/react'
import { Button, LinkButton } from '#app/components/button.tsx'
import { dayAndYear } from '#domain/when.ts'
import type { BoardRow } from '#server/reviews/review-board.ts'

/** One submission on the board: its state in a sentence, its readers, and the one next act. */
export function BoardTeam({ row }: { row: BoardRow }) {
  return (
    <li id={`team-${row.submissionId}`} className="grid scroll-mt-6 gap-x-8 gap-y-3 py-5 md:grid-cols-[1fr_1fr]">
      <div className="min-w-0">
        <h3>{row.teamName}</h3>
        <p className="mt-1">{row.sentence}</p>
        {row.moderation ? (
          <p className="mt-1 text-quiet">
            {row.moderation.reasons.join(' ')} {patience(row)}
          </p>
        ) : null}
        <p className="mt-1 text-sm text-quiet">
          Submission {row.number}, received {dayAndYear(row.submittedAt.slice(0, 10))}
        </p>
        {row.next ? (
          <p className="mt-3">
            <LinkButton look="plain" to={row.next.href}>
              {row.next.words}
              <span className="sr-only">, {row.teamName}</span>
            </LinkButton>
          </p>
        ) : null}
      </div>
      <div className="grid content-start gap-2">
        {row.seats.map((seat) => (
          <div key={seat.reviewId} className="flex flex-wrap items-center justify-between gap-x-4">
            <p>
              {seat.name} <span className="text-quiet">{seat.sentence}</span>
            </p>
            {seat.takeBack ? (
              <Form method="post">
                <input type="hidden" name="act" value="unassign" />
                <input type="hidden" name="submissionId" value={row.submissionId} />
                <input type="hidden" name="reviewId" value={seat.reviewId} />
                <Button look="quiet" className="text-sm">
                  Take back<span className="sr-only"> the asking of {seat.name}</span>
                </Button>
              </Form>
            ) : null}
          </div>
        ))}
        {row.choices.length > 0 ? <Ask row={row} /> : null}
      </div>
    </li>
  )
}

function Ask({ row }: { row: BoardRow }) {
  const third = row.state === 'moderation'
  const refused = row.choices.filter((choice) => choice.reasons.length > 0)
  return (
    <div>
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="act" value="assign" />
        <input type="hidden" name="submissionId" value={row.submissionId} />
        <label className="grid grow gap-1 text-sm">
          {third ? 'A third reader' : `Reader ${row.seats.length + 1}`}
          <select
            name="reviewerId"
            defaultValue={row.proposedId ?? undefined}
            className="min-h-11 rounded-[8px] border border-line bg-raised px-3 text-base"
          >
            {row.choices.map((choice) => (
              <option key={choice.reviewerId} value={choice.reviewerId} disabled={choice.reasons.length > 0}>
                {choice.name}
                {choice.reasons.length > 0 ? ' (conflict)' : `, ${reviews(choice.load)}`}
              </option>
            ))}
          </select>
        </label>
        <Button>Ask</Button>
      </Form>
      {refused.length > 0 ? (
        <details className="mt-2 text-sm text-quiet">
          <summary className="min-h-6">Who cannot read this one, and why</summary>
          <ul className="mt-1 list-disc pl-5">
            {refused.map((choice) => (
              <li key={choice.reviewerId}>{choice.reasons.join(' ')}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

const reviews = (count: number): string =>
  count === 0 ? 'no review yet' : count === 1 ? '1 review' : `${count} reviews`

function patience({ moderation, seats }: BoardRow): string {
  if (!moderation || seats.length > 2) return ''
  const since =
    moderation.days === 0 ? 'Since today.' : moderation.days === 1 ? 'Since yesterday.' : `For ${moderation.days} days.`
  return moderation.days >= 5 ? `${since} A third reader would help now.` : since
}
