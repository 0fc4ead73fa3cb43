import { LinkButton } from '#app/components/button.tsx'
import { Landscape } from '#app/components/landscape.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { listed } from '#domain/in-words.ts'
import type { TeamHome } from '#server/teams/read-team-home.ts'

/** The first page of the book: who, where, what about, the picture, and the one next act. */
export function Cover({ home }: { home: TeamHome }) {
  const { team, portfolio } = home
  const places = team.sites.map((site) => site.name)
  const district = team.sites[0]?.districtName
  const picture = portfolio?.cover
  return (
    <header className="mb-10">
      <TeamNav teamId={team.id} teamName={team.name} portfolioId={portfolio?.id ?? null} />
      <div className="grid items-center gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div>
          <p className="text-sm text-quiet">{[team.cohortName, team.clusterName].filter(Boolean).join(' · ')}</p>
          <h1 className="mt-1 text-4xl">{team.name}</h1>
          {team.theme ? (
            <p className="mt-3 max-w-[46ch] font-serif text-xl leading-snug text-quiet italic">{team.theme}</p>
          ) : null}
          {places.length ? (
            <p className="mt-3 text-quiet">
              {listed(places)}
              {district ? `, ${district}` : ''}
            </p>
          ) : null}
          {portfolio?.summary ? <p className="prose-measure mt-4">{portfolio.summary}</p> : null}
          {portfolio ? (
            <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
              <LinkButton look="act" to={portfolio.next.href}>
                {portfolio.next.words}
              </LinkButton>
              <p className="max-w-[38ch] text-sm text-quiet">{portfolio.next.because}</p>
            </div>
          ) : null}
        </div>
        <div className="overflow-hidden rounded-[14px] border border-hair">
          {picture?.thumbnailUrl ? (
            <img
              src={picture.thumbnailUrl}
              alt={picture.altText}
              width={picture.width || 600}
              height={picture.height || 400}
              className="aspect-[3/2] h-auto w-full object-cover"
            />
          ) : (
            <Landscape name={team.name} className="block aspect-[3/2] h-auto w-full" />
          )}
        </div>
      </div>
    </header>
  )
}
