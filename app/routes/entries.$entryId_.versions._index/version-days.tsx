import { Link } from '@remix-run/react'
import { listed } from '#domain/in-words.ts'
import type { readVersions } from '#server/versions/read-versions.ts'

type Days = Awaited<ReturnType<typeof readVersions>>['days']

/** The timeline: newest first, by day, each version with who took part, and the way to look at it. */
export function VersionDays({ entryId, days }: { entryId: string; days: Days }) {
  return (
    <>
      {days.map(({ day, versions }) => (
        <section key={day}>
          <h2 className="border-b border-hair pb-1 text-lg">{day}</h2>
          <ol className="grid">
            {versions.map((version) => {
              const address = `/entries/${entryId}/versions/${version.id}`
              const compare = `/entries/${entryId}/versions/compare?from=${version.id}&to=now`
              return (
                <li
                  key={version.id}
                  className="grid gap-x-6 gap-y-1 border-b border-hair py-3 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]"
                >
                  <p className="text-sm text-quiet tabular-nums sm:pt-1">{version.hour}</p>
                  <div className="min-w-0">
                    <h3 className={version.name ? 'font-serif text-lg' : 'text-base font-normal'}>
                      <Link to={address}>{version.name ?? `As it was at ${version.hour}`}</Link>
                    </h3>
                    <p className="text-sm text-quiet">
                      {version.because}
                      {version.people.length > 0 ? ` With words by ${listed(version.people)}.` : ''}
                    </p>
                  </div>
                  <p className="text-sm sm:pt-1">
                    <Link to={compare} aria-label={`Compare with now: ${version.title}`}>
                      Compare with now
                    </Link>
                  </p>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
    </>
  )
}
