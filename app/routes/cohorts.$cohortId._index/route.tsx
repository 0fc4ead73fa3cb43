import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { readCohortBoard } from '#server/programmes/read-cohort-board.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.name} · Fieldfolio` : 'Fieldfolio' },
]

export const loader = signedIn(({ actor, context, params }) => readCohortBoard(context, actor, params.cohortId!))

export default function CohortBoard() {
  const board = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title={board.name}
      lede={`${dayAndYear(board.startsOn)} to ${dayAndYear(board.endsOn)}.`}
      aside={
        <nav aria-label="This cohort">
          <h2 className="text-lg">This cohort</h2>
          <ul className="mt-2 grid gap-1">
            {board.doors.map((door) => (
              <li key={door.href}>
                <Link to={door.href} className="inline-flex min-h-8 items-center">
                  {door.words}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      }
    >
      <div className="grid gap-12">
        {board.teams.length > 0 ? (
          <section aria-labelledby="care">
            <h2 id="care">Who needs care</h2>
            {board.care.length === 0 ? (
              <p className="mt-2 font-serif">All teams are on their way. A kind word costs nothing.</p>
            ) : null}
            <ul className="mt-3 divide-y divide-hair border-y border-hair">
              {board.care.map((one) => (
                <li
                  key={`${one.teamId} ${one.sentence}`}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3"
                >
                  <p className="font-serif">
                    <Link to={`/teams/${one.teamId}`} className="text-ink">
                      {one.team}
                    </Link>{' '}
                    {one.sentence}
                  </p>
                  <Link to={one.act.href} className="inline-flex min-h-8 items-center text-sm">
                    {one.act.words}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {board.waiting.length > 0 ? (
          <section aria-labelledby="waiting">
            <h2 id="waiting">In review</h2>
            <ul className="mt-3 divide-y divide-hair border-y border-hair">
              {board.waiting.map((one) => (
                <li key={one.id} className="py-3 font-serif">
                  <Link to={one.href}>{one.teamName}</Link> {one.sentence}.
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {board.teams.length > 0 ? (
          <section aria-labelledby="teams">
            <h2 id="teams">Teams</h2>
            <ul className="mt-3 grid gap-x-10 gap-y-5 sm:grid-cols-2">
              {board.teams.map((team) => (
                <li key={team.id}>
                  <Link to={`/teams/${team.id}`} className="font-serif text-lg">
                    {team.name}
                  </Link>
                  <p>{team.sentence}</p>
                  <p className="text-sm text-quiet">{[team.theme, team.cluster].filter(Boolean).join(' · ')}</p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <VisibleTo who="program staff of this cohort" />
      </div>
    </PageFrame>
  )
}
