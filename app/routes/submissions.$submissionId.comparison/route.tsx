import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { agreeLevel } from '#server/reviews/agree-level.ts'
import { readComparison } from '#server/reviews/comparison-view.ts'
import { proposeLevel } from '#server/reviews/propose-level.ts'
import { sayInModeration } from '#server/reviews/say-in-moderation.ts'
import { Conversation } from './conversation.tsx'
import { Difference } from './difference.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.view.teamName ?? 'A portfolio'}, what differs · Fieldfolio` },
]

export const loader = signedIn(async ({ actor, context, params }) => ({
  view: await readComparison(context, actor, params.submissionId!),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const submissionId = params.submissionId!
  const criterion = fieldText(form, 'criterion')
  const level = Number(fieldText(form, 'level'))
  const act = fieldText(form, 'act')
  if (act === 'agree') await agreeLevel(context, actor, { submissionId, criterion, level })
  else if (act === 'propose') {
    await proposeLevel(context, actor, { submissionId, criterion, level, sentence: fieldText(form, 'sentence') })
  } else await sayInModeration(context, actor, { submissionId, words: fieldText(form, 'words') })
  throw redirect(`/submissions/${submissionId}/comparison${criterion ? `#${criterion}` : '#conversation'}`)
})

export default function Comparison() {
  const { view } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const open = view.differences.filter((one) => !one.proposal?.agreed).length
  return (
    <PageFrame
      title={`What differs: ${view.teamName}`}
      above={<Link to="/reviews">Your desk</Link>}
      lede={lede(view, open)}
    >
      <div className="grid max-w-[62rem] gap-8">
        <RefusalNotice refusal={result?.refusal} />
        {view.moderation && view.moderation.settledAt === null ? (
          <Notice>
            <p>{view.moderation.reasons.join(' ')}</p>
            <p className="mt-1 text-quiet">
              Talk it over below. If you cannot agree in five days, a third reader is asked.{' '}
              {view.panel.length > 2 ? `${view.panel[2]!.name} ${view.panel[2]!.sentence}.` : ''}
            </p>
          </Notice>
        ) : null}
        {view.state === 'agreed' ? (
          <p>
            <LinkButton look="act" to={`/submissions/${view.submissionId}/decision`}>
              Go on to the decision
            </LinkButton>
          </p>
        ) : null}
        {view.differences.map((difference) => (
          <Difference
            key={difference.key}
            difference={difference}
            levelNames={view.levelNames}
            maySettle={view.maySettle}
          />
        ))}
        {view.same.length > 0 ? (
          <details>
            <summary className="min-h-8 text-quiet">
              {view.same.length === 1 ? 'One criterion' : `${view.same.length} criteria`} where you agree already
            </summary>
            <ul className="mt-2 divide-y divide-hair border-y border-hair">
              {view.same.map((one) => (
                <li key={one.key} className="py-2">
                  {one.title}: {view.levelNames[one.level - 1]}
                  <span className="block font-serif text-quiet">{one.sentence}</span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <Conversation messages={view.messages} mayTalk={view.mayTalk} />
      </div>
    </PageFrame>
  )
}

function lede(view: { differences: unknown[] }, open: number): string {
  if (view.differences.length === 0) return 'You both see the same in every criterion.'
  if (open === 0) return 'Everything that differed is settled.'
  return open === 1
    ? 'One criterion waits for one level that you both stand by. A mean is never taken.'
    : `${open} criteria wait for one level each that you both stand by. A mean is never taken.`
}
