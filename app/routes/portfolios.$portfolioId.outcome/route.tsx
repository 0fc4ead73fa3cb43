import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Empty, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { readOutcome } from '#server/reviews/outcome-view.ts'
import { replyToAnnotation } from '#server/reviews/reply-to-annotation.ts'
import { resolveAnnotation } from '#server/reviews/resolve-annotation.ts'
import { LevelsSecond } from './levels-second.tsx'
import { NotesToAnswer } from './notes-to-answer.tsx'
import { WordsFirst } from './words-first.tsx'

export const meta: MetaFunction = () => [{ title: 'What the readers say · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, params }) => ({
  view: await readOutcome(context, actor, params.portfolioId!),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const annotationId = fieldText(form, 'annotationId')
  if (fieldText(form, 'act') === 'resolve') await resolveAnnotation(context, actor, annotationId)
  else await replyToAnnotation(context, actor, { annotationId, words: fieldText(form, 'words') })
  throw redirect(`/portfolios/${params.portfolioId}/outcome#note-${annotationId}`)
})

const titles: Record<string, string> = {
  certified: 'You are certified',
  'certified-with-commendation': 'You are certified, with commendation',
  'changes-asked': 'A few changes are asked',
  'not-yet': 'Not yet',
}

export default function OutcomePage() {
  const { view } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const { released } = view
  const above = <Link to={`/teams/${view.teamId}`}>{released?.teamName ?? 'Your team'}</Link>
  if (!released) {
    return (
      <PageFrame title="What the readers say" above={above}>
        <Empty title="Nothing to read yet">
          Two readers go through the portfolio, each alone; then they agree, and program staff sign. When it is
          released, their words are here, and each of you gets a message.
        </Empty>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={titles[released.outcome] ?? 'What the readers say'} above={above}>
      <div className="grid gap-12">
        <RefusalNotice refusal={result?.refusal} />
        <WordsFirst released={released} portfolioId={view.portfolioId} />
        <NotesToAnswer notes={released.notes} mayAnswer={released.mayAnswer} />
        <LevelsSecond released={released} />
      </div>
    </PageFrame>
  )
}
