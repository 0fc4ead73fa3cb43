import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { proposeSubmission, takeBackProposal, voiceSubmission } from '#server/submissions/propose-submission.ts'
import { readReadyCheck } from '#server/submissions/read-ready-check.ts'
import { submitPortfolio } from '#server/submissions/submit-portfolio.ts'
import { withdrawSubmission } from '#server/submissions/withdraw-submission.ts'
import { Deciding } from './deciding.tsx'
import { Points } from './points.tsx'

export const meta: MetaFunction = () => [{ title: 'Ready check · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, params }) =>
  readReadyCheck(context, actor, params.portfolioId!),
)

export const action = signedIn(async ({ actor, context, params, form }) => {
  const portfolioId = params.portfolioId!
  switch (fieldText(form, 'act')) {
    case 'propose':
      await proposeSubmission(context, actor, portfolioId)
      break
    case 'agree':
      await voiceSubmission(context, actor, { portfolioId, says: 'agree', note: '' })
      break
    case 'object':
      await voiceSubmission(context, actor, { portfolioId, says: 'object', note: fieldText(form, 'note') })
      break
    case 'take-back':
      await takeBackProposal(context, actor, portfolioId)
      break
    case 'withdraw':
      await withdrawSubmission(context, actor, portfolioId)
      break
    case 'submit': {
      const { submissionId } = await submitPortfolio(context, actor, portfolioId)
      throw redirect(`/submissions/${submissionId}?just=submitted`)
    }
  }
  throw redirect(`/portfolios/${portfolioId}/ready`)
})

export default function ReadyCheck() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const submitted = view.state !== 'draft' && view.state !== 'changes-asked'
  return (
    <PageFrame
      title={submitted ? 'Submitted' : 'Are we ready?'}
      above={<Link to={`/teams/${view.teamId}`}>Team home</Link>}
      lede={
        submitted
          ? 'The snapshot is with the programme. Your living draft is still yours to write in; what you write now stays in the draft.'
          : 'A short conversation before you submit. Open points stay open as long as you like; only a few of them stand in the way.'
      }
    >
      <div className="grid max-w-[46rem] gap-10">
        <RefusalNotice refusal={result?.refusal} />
        {submitted ? <Standing view={view} /> : null}
        {view.asked.length > 0 && !submitted ? <Asked asked={view.asked} /> : null}
        {submitted ? null : (
          <>
            <Points points={view.points} sections={view.sections} />
            <Deciding view={view} />
          </>
        )}
        <VisibleTo who="your team, your champion, your mentor and program staff" />
      </div>
    </PageFrame>
  )
}

type View = Awaited<ReturnType<typeof readReadyCheck>>

function Standing({ view }: { view: View }) {
  if (!view.last) return null
  return (
    <section>
      <p className="prose-measure">
        Snapshot {view.last.number} was taken on {view.last.submittedAt.slice(0, 10)}.{' '}
        {view.last.openedAt ? 'A reviewer is reading.' : 'No reviewer has opened it yet.'}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-4">
        <Link to={`/submissions/${view.last.id}`}>Read the snapshot</Link>
        {view.mayWithdraw ? (
          <Form method="post">
            <input type="hidden" name="act" value="withdraw" />
            <Button>Withdraw it</Button>
          </Form>
        ) : null}
      </p>
    </section>
  )
}

function Asked({ asked }: { asked: View['asked'] }) {
  return (
    <Notice tone="care">
      <h2 className="text-lg">The reviewers asked for changes</h2>
      <ul className="mt-2 grid gap-2">
        {asked.map((one) => (
          <li key={one.section}>
            <strong className="font-serif">{one.title}</strong>
            {one.dueOn ? `, until ${one.dueOn}` : ''}
            {one.because ? <span className="block text-quiet">{one.because}</span> : null}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-quiet">The other sections stand as you submitted them.</p>
    </Notice>
  )
}
