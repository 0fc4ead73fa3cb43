import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { useFresh } from '#app/components/use-fresh.ts'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import type { CheckInState } from '#domain/team/check-in.ts'
import { shareLine } from '#server/portfolios/share-line.ts'
import { joinCheckIn } from '#server/teams/check-in/join-check-in.ts'
import { keepWords } from '#server/teams/check-in/keep-words.ts'
import { passOn } from '#server/teams/check-in/pass-on.ts'
import { showCheckIn } from '#server/teams/check-in/show-check-in.ts'
import { writeWords } from '#server/teams/check-in/write-words.ts'
import { Afterwards } from './afterwards.tsx'
import { Circle } from './circle.tsx'
import { Moment } from './moment.tsx'

export const meta: MetaFunction = () => [{ title: 'Check-in · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) => showCheckIn(context, actor, params.checkInId!))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const checkInId = params.checkInId!
  const seen = { state: fieldText(form, 'state') as CheckInState, turnOfId: fieldText(form, 'turnOfId') || null }
  switch (fieldText(form, 'act')) {
    case 'join':
      await joinCheckIn(context, actor, { checkInId })
      break
    case 'words':
      await writeWords(context, actor, { checkInId, words: fieldText(form, 'words') })
      // Kept while they are typed: the page stays as it is.
      if (form.has('quietly')) return null
      break
    case 'pass':
      if (form.has('words') && seen.state === 'ring')
        await writeWords(context, actor, { checkInId, words: fieldText(form, 'words') })
      await passOn(context, actor, { checkInId, seen })
      break
    case 'keep':
      await keepWords(context, actor, { checkInId, keep: fieldText(form, 'keep') })
      break
    case 'share':
      await shareLine(context, actor, {
        checkInId,
        line: fieldText(form, 'line'),
        section: fieldText(form, 'section'),
      })
      break
  }
  return redirect(`/teams/${params.teamId}/check-ins/${checkInId}`)
})

const titles = {
  gathering: 'The circle is gathering',
  silence: 'Silence',
  ring: 'The ring goes round',
  after: 'What becomes of your words',
  ended: 'It happened',
}

export default function CheckIn() {
  const view = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  useFresh(view.moment.state === 'ended' ? 60 : 2)
  return (
    <PageFrame
      title={titles[view.moment.state]}
      above={<Link to={`/teams/${view.teamId}/check-ins`}>Check-ins</Link>}
      lede={view.moment.state === 'silence' ? null : `“${view.question}”`}
    >
      <div className="mx-auto grid max-w-[44rem] gap-8">
        <RefusalNotice refusal={refusal} />
        <noscript>
          <p className="text-quiet">Reload the page to see where the circle is.</p>
        </noscript>
        <Circle people={view.people} state={view.moment.state} />
        {view.moment.state === 'after' ? <Afterwards view={view} /> : null}
        <div aria-live="polite">
          <Moment key={`${view.moment.state} ${view.moment.turnOfId}`} view={view} />
        </div>
        {view.moment.state === 'ended' ? <Afterwards view={view} /> : null}
      </div>
    </PageFrame>
  )
}
