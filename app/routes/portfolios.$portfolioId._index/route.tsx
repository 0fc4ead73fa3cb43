import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { ContentsList } from '#app/components/contents-list.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { listed } from '#domain/in-words.ts'
import { lenses, lensOf, lensTitles } from '#domain/portfolio/lenses.ts'
import { readPortfolio } from '#server/portfolios/read-portfolio.ts'
import { LensView } from './lens-view.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Contents of ${data?.teamName ?? 'a portfolio'} · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params, url }) =>
  readPortfolio(context, actor, params.portfolioId!, lensOf(url.searchParams.get('lens'))),
)

const ledes = {
  sections: 'The sections of your programme, in order.',
  time: 'The same pages in the order in which things happened, phase by phase.',
  facet: 'The same pages by what they look at: yourselves, your relations, the wider world.',
  mandala: 'The same pages around the four questions. They have no order; each pulls on the others.',
}

export default function PortfolioContents() {
  const portfolio = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title="Contents"
      above={<TeamNav teamId={portfolio.teamId} teamName={portfolio.teamName} portfolioId={portfolio.id} />}
      lede={ledes[portfolio.lens]}
    >
      <nav aria-label="Lenses" className="mb-6 flex flex-wrap gap-x-1 gap-y-1 border-b border-hair">
        {lenses.map((lens) => {
          const here = lens === portfolio.lens
          return (
            <Link
              key={lens}
              to={lens === 'sections' ? '.' : `?lens=${lens}`}
              aria-current={here ? 'page' : undefined}
              preventScrollReset
              className={`-mb-px inline-flex min-h-11 items-center border-b-2 px-3 no-underline ${
                here ? 'border-accent font-medium text-ink' : 'border-transparent text-quiet hover:text-ink'
              }`}
            >
              {lensTitles[lens]}
            </Link>
          )
        })}
      </nav>
      <div className="max-w-[52rem]">
        {portfolio.groups ? (
          <LensView
            lens={portfolio.lens}
            groups={portfolio.groups}
            sectionTitles={portfolio.sectionTitles}
            mayWrite={portfolio.mayWrite}
          />
        ) : (
          <ContentsList portfolioId={portfolio.id} sections={portfolio.sections} />
        )}
        {['certified', 'changes-asked', 'not-yet'].includes(portfolio.state) ? (
          <p className="mt-8">
            <LinkButton to={`/portfolios/${portfolio.id}/outcome`}>What the readers say</LinkButton>
          </p>
        ) : null}
        {portfolio.mayWrite && (portfolio.state === 'draft' || portfolio.state === 'changes-asked') ? (
          <p className="mt-8 flex flex-wrap items-center gap-4">
            <LinkButton to={`/portfolios/${portfolio.id}/ready`}>Open the ready check</LinkButton>
            <span className="text-sm text-quiet">
              {portfolio.phasesNow.length ? `You are in ${listed(portfolio.phasesNow)}. ` : ''}It only asks; nothing is
              submitted.
            </span>
          </p>
        ) : null}
      </div>
    </PageFrame>
  )
}
