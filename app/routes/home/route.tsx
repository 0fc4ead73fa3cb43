import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { type HomeTeamView, readHome } from '#server/accounts/read-home.ts'

export const meta: MetaFunction = () => [{ title: 'Home · Fieldfolio' }]

/** Whoever has one room only goes straight into it. */
export const loader = signedIn(async ({ actor, context }) => {
  const home = await readHome(context, actor)
  const rooms = [...home.teams, ...home.championed, ...home.mentored]
  const only =
    rooms.length === 1 && home.cohorts.every((cohort) => cohort.roles.length === 0) && !home.reviews
      ? rooms[0]
      : undefined
  if (only) throw redirect(`/teams/${only.teamId}`)
  return { home, name: actor.name }
})

const roleWords: Record<string, string> = {
  manager: 'program manager',
  coach: 'program coach',
  support: 'technical support',
  facilitator: 'facilitator',
  faculty: 'contemplative faculty',
  trainee: 'contemplative trainee',
}

function Teams({ title, teams }: { title: string; teams: HomeTeamView[] }) {
  if (teams.length === 0) return null
  return (
    <section className="mt-8 first:mt-0">
      <h2>{title}</h2>
      <ul className="mt-2 divide-y divide-hair border-y border-hair">
        {teams.map((team) => (
          <li key={team.teamId} className="py-3">
            <Link to={`/teams/${team.teamId}`} className="font-serif text-lg">
              {team.name}
            </Link>
            <p className="text-quiet">{team.theme ?? team.cohortName}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export default function Home() {
  const { home, name } = useLoaderData<typeof loader>()
  const nothing = home.teams.length + home.championed.length + home.mentored.length + home.cohorts.length === 0
  return (
    <PageFrame title={`Hello, ${name}`}>
      {nothing ? (
        <Empty title="No team yet">When program staff add you to a team, its portfolio opens here.</Empty>
      ) : (
        <div className="max-w-[46rem]">
          <Teams title="Your team" teams={home.teams} />
          <Teams title="You champion" teams={home.championed} />
          <Teams title="You mentor" teams={home.mentored} />
          {home.reviews ? (
            <section className="mt-8">
              <h2>Reviews</h2>
              <p className="mt-2">
                <Link to="/reviews">Portfolios you were asked to review</Link>
              </p>
            </section>
          ) : null}
          {home.cohorts.some((cohort) => cohort.roles.length > 0) ? (
            <section className="mt-8">
              <h2>Cohorts</h2>
              <ul className="mt-2 divide-y divide-hair border-y border-hair">
                {home.cohorts
                  .filter((cohort) => cohort.roles.length > 0)
                  .map((cohort) => (
                    <li key={cohort.id} className="py-3">
                      <Link to={`/cohorts/${cohort.id}`} className="font-serif text-lg">
                        {cohort.name}
                      </Link>
                      <p className="text-quiet">
                        You are {cohort.roles.map((role) => roleWords[role] ?? role).join(' and ')} here.
                      </p>
                    </li>
                  ))}
              </ul>
            </section>
          ) : null}
        </div>
      )}
    </PageFrame>
  )
}
