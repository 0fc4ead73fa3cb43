import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty, Notice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import type { LedgerLine } from '#domain/programme/commitments.ts'
import { readCommitments } from '#server/certificates/read-commitments.ts'

export const meta: MetaFunction = () => [{ title: 'Your commitments · Fieldfolio' }]

export const loader = signedIn(({ actor, context }) => readCommitments(context, actor))

const isCounted = (line: Pick<LedgerLine, 'state'>) => line.state !== 'not-counted'
const standing: Record<LedgerLine['state'], string> = {
  met: 'Kept so far',
  'on-the-way': 'Still to come',
  'not-met': 'Open',
  'not-counted': 'Between you',
}

export default function Commitments() {
  const { teams, certificateName, certificates } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title="Your commitments"
      lede="What you promised each other, and where it stands. An open line is a reason to talk with the program, not a verdict."
      aside={
        <section className="grid gap-6 text-sm">
          <div>
            <h2 className="text-lg">Your certificate</h2>
            {certificates.length === 0 ? (
              <p className="mt-1 text-quiet">
                When your team is certified and your commitments are kept, your certificate appears here.
              </p>
            ) : (
              <ul className="mt-1 grid gap-1">
                {certificates.map((certificate) => (
                  <li key={certificate.id}>
                    <Link to={`/certificates/${certificate.id}`}>{certificate.awardTitle}</Link>
                    <span className="text-quiet">
                      {' '}
                      {certificate.state === 'issued'
                        ? 'is released.'
                        : certificate.state === 'revoked'
                          ? 'is not valid any more.'
                          : 'is prepared for the ceremony.'}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <div>
            <h2 className="text-lg">The name on it</h2>
            <p className="mt-1">
              <span className="font-serif text-base">{certificateName.name}</span>
              <span className="text-quiet">
                {certificateName.confirmed ? ', as you confirmed it.' : ', not confirmed yet.'}
              </span>
            </p>
            <p className="mt-1">
              <Link to="/account/certificate-name">
                {certificateName.confirmed ? 'See or change it' : 'See how it looks, and confirm it'}
              </Link>
            </p>
          </div>
          <VisibleTo who="you and program staff" />
        </section>
      }
    >
      {teams.length === 0 ? (
        <Empty title="No commitments yet">
          When you join a team, what you promise for the award stands here: workshops, calls, the review of the
          portfolio.
        </Empty>
      ) : null}
      {teams.map((team) => (
        <section key={team.teamId} className="mb-12">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6">
            <h2>
              {team.teamName} <span className="text-base font-normal text-quiet">{team.cohortName}</span>
            </h2>
            <Link to={`/cohorts/${team.cohortId}/events`}>Dates of the cohort</Link>
          </div>
          {team.hold ? (
            <div className="mt-4">
              <Notice tone={team.hold.lifted === null ? 'care' : 'plain'}>
                {team.hold.lifted === null
                  ? 'Your team is certified, and your own certificate waits for the open lines below. Talk with the program about how they can be made up.'
                  : `Agreed with the program: ${team.hold.lifted}`}
              </Notice>
            </div>
          ) : null}
          <ul className="mt-4 divide-y divide-hair border-y border-hair">
            {team.lines.filter(isCounted).map((line) => (
              <li key={line.key} className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
                <p
                  className={`pt-0.5 text-sm ${line.state === 'not-met' ? 'font-medium text-care' : line.state === 'met' ? 'text-accent' : 'text-quiet'}`}
                >
                  {standing[line.state]}
                </p>
                <div>
                  <p className="font-serif text-lg leading-snug">{line.promise}</p>
                  <p className="mt-1 text-quiet">{line.sentence}</p>
                </div>
              </li>
            ))}
          </ul>
          {team.lines.some((line) => !isCounted(line)) ? (
            <>
              <h3 className="mt-6">And between you, counted by nobody</h3>
              <ul className="mt-2 grid list-disc gap-1 pl-5 font-serif">
                {team.lines
                  .filter((line) => !isCounted(line))
                  .map((line) => (
                    <li key={line.key}>{line.promise}</li>
                  ))}
              </ul>
            </>
          ) : null}
        </section>
      ))}
    </PageFrame>
  )
}
