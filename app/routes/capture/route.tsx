import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { readCapture } from '#server/evidence/read-capture.ts'
import { todayOf } from '#server/evidence/read-evidence-sheet.ts'
import { Shutter } from './shutter.tsx'

export const meta: MetaFunction = () => [{ title: 'Capture · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, url }) => {
  const teams = await readCapture(context, actor)
  const wanted = url.searchParams.get('portfolio')
  return {
    teams,
    chosen: teams.find(({ portfolioId }) => portfolioId === wanted) ?? (teams.length === 1 ? teams[0] : undefined),
    name: actor.name,
    today: await todayOf(context, actor),
  }
})

/** From the pocket in three taps: shutter, use it, save. Everything else can be asked later. */
export default function Capture() {
  const { teams, chosen, name, today } = useLoaderData<typeof loader>()
  const [turn, setTurn] = useState(0)
  if (teams.length === 0) {
    return (
      <PageFrame title="Capture">
        <Empty title="No team yet">Evidence belongs to a team. When you are on one, this page takes it for you.</Empty>
      </PageFrame>
    )
  }
  if (!chosen) {
    return (
      <PageFrame title="For which team?">
        <ul className="grid max-w-[26rem] gap-3">
          {teams.map(({ portfolioId, teamName }) => (
            <li key={portfolioId}>
              <Link
                to={`?portfolio=${portfolioId}`}
                className="flex min-h-14 items-center rounded-[10px] border border-line bg-raised px-5 font-serif text-lg no-underline hover:border-accent"
              >
                {teamName}
              </Link>
            </li>
          ))}
        </ul>
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title="Capture"
      above={chosen.teamName}
      lede={`${dayAndYear(today)}, by ${name}. Seen by your team, your mentor and program staff until consent is in order.`}
    >
      <Shutter key={turn} team={chosen} today={today} onAgain={() => setTurn(turn + 1)} />
    </PageFrame>
  )
}
