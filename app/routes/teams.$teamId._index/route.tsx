import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { ContentsList } from '#app/components/contents-list.tsx'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { useFresh } from '#app/components/use-fresh.ts'
import { signedIn } from '#app/http/signed-in.ts'
import { createPortfolio } from '#server/portfolios/create-portfolio.ts'
import { readContents } from '#server/portfolios/read-contents.ts'
import { readTeamHome } from '#server/teams/read-team-home.ts'
import { Cover } from './cover.tsx'
import { Fortnight } from './fortnight.tsx'
import { CheckInCard, HereNow, People, WaitingEvidence } from './margin.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.team.name ?? 'Team'} · Fieldfolio` }]

export const loader = signedIn(({ actor, context, params }) =>
  readTeamHome(context, actor, params.teamId!, readContents),
)

export const action = signedIn(async ({ actor, context, params }) => {
  await createPortfolio(context, actor, { teamId: params.teamId! })
  return redirect(`/teams/${params.teamId}`)
})

export default function TeamHome() {
  const home = useLoaderData<typeof loader>()
  const { team, portfolio } = home
  useFresh(20)
  return (
    <PageFrame title={team.name} header={<Cover home={home} />}>
      {portfolio ? (
        <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">
            <Fortnight lines={portfolio.fortnight} phases={portfolio.phases} />
            <section aria-labelledby="contents" className="mt-10">
              <h2 id="contents" className="mb-3">
                Contents
              </h2>
              <ContentsList portfolioId={portfolio.id} sections={portfolio.sections} />
            </section>
          </div>
          <aside aria-label="Beside the contents" className="grid min-w-0 content-start gap-9">
            <HereNow here={portfolio.here} member={home.member} />
            <WaitingEvidence portfolioId={portfolio.id} waiting={portfolio.waiting} member={home.member} />
            {home.checkIn.may ? <CheckInCard home={home} /> : null}
            <People home={home} />
          </aside>
        </div>
      ) : (
        <div className="grid gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Empty title="No portfolio here yet">
            <p>
              {home.mayCreate
                ? 'A team has one portfolio. It opens with the sections of your programme, each with its purpose and prompts; you fill it together.'
                : 'What the team has written is not open to you.'}
            </p>
            {home.mayCreate ? (
              <Form method="post" className="mt-4">
                <Button look="act">Open the portfolio</Button>
              </Form>
            ) : null}
          </Empty>
          <aside aria-label="The team">
            <People home={home} />
          </aside>
        </div>
      )}
    </PageFrame>
  )
}
