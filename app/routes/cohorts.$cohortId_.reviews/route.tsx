import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Empty, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { assignProposed } from '#server/reviews/assign-proposed.ts'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { readReviewBoard } from '#server/reviews/review-board.ts'
import { sendWordToReviewer } from '#server/reviews/send-word.ts'
import { unassignReviewer } from '#server/reviews/unassign-reviewer.ts'
import { BoardTeam } from './board-team.tsx'

export const meta: MetaFunction = () => [{ title: 'Reviews of the cohort · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, params }) => ({
  board: await readReviewBoard(context, actor, params.cohortId!),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const submissionId = fieldText(form, 'submissionId')
  const act = fieldText(form, 'act')
  if (act === 'assign') {
    const reviewId = await assignReviewer(context, actor, { submissionId, reviewerId: fieldText(form, 'reviewerId') })
    await sendWordToReviewer(context, reviewId)
  } else if (act === 'assign-proposed') {
    for (const reviewId of await assignProposed(context, actor, params.cohortId!)) {
      await sendWordToReviewer(context, reviewId)
    }
  } else await unassignReviewer(context, actor, { submissionId, reviewId: fieldText(form, 'reviewId') })
  throw redirect(`/cohorts/${params.cohortId}/reviews${submissionId ? `#team-${submissionId}` : ''}`)
})

const groups: { title: string; states: string[] }[] = [
  { title: 'Waiting for a hand of yours', states: ['submitted', 'moderation', 'proposed', 'held'] },
  { title: 'With the reviewers', states: ['in-review', 'compared', 'agreed'] },
  { title: 'Answered', states: ['released'] },
]

export default function ReviewBoardPage() {
  const { board } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const places = board.proposals.length
  return (
    <PageFrame
      title="Reviews"
      above={<Link to={`/cohorts/${board.cohortId}`}>{board.cohortName}</Link>}
      lede="Each portfolio has two readers who are strangers to it: not its mentor, not of its district, not of a member’s employer."
    >
      <div className="grid max-w-[60rem] gap-10">
        <RefusalNotice refusal={result?.refusal} />
        {board.mayAssign && places > 0 ? (
          <Form method="post" className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <input type="hidden" name="act" value="assign-proposed" />
            <Button look="act">Ask the proposed readers</Button>
            <p className="text-quiet">
              {places === 1 ? 'One place is free' : `${places} places are free`}; nobody has a conflict, the lightest
              load comes first.
            </p>
          </Form>
        ) : null}
        {board.rows.length === 0 ? (
          <Empty title="No portfolio is in yet">
            When a team submits, it appears here with two empty places and a proposal for each.
          </Empty>
        ) : null}
        {groups.map(({ title, states }) => {
          const rows = board.rows.filter((row) => states.includes(row.state))
          if (rows.length === 0) return null
          return (
            <section key={title}>
              <h2 className="mb-2">{title}</h2>
              <ul className="divide-y divide-hair border-y border-hair">
                {rows.map((row) => (
                  <BoardTeam key={row.submissionId} row={row} />
                ))}
              </ul>
            </section>
          )
        })}
        {board.notYetIn.length > 0 ? (
          <section>
            <h2 className="mb-2">Still writing</h2>
            <p className="max-w-[64ch] text-quiet">
              {board.notYetIn.map((team, index) => (
                <span key={team.teamId}>
                  {index > 0 ? ', ' : ''}
                  <Link to={`/teams/${team.teamId}`}>{team.teamName}</Link>
                </span>
              ))}
              .
            </p>
          </section>
        ) : null}
      </div>
    </PageFrame>
  )
}
