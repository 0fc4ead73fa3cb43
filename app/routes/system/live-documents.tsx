import { Link } from '@remix-run/react'
import { Figure, SmallTable } from '#app/components/small-table.tsx'
import type { SystemPage } from '#server/operations/read-system.ts'

/** Who writes with whom, by team; never what. */
export function LiveDocuments({ live }: { live: SystemPage['live'] }) {
  return (
    <section aria-labelledby="live">
      <h2 id="live">Live documents now</h2>
      <p className="mt-2 font-serif">{live.sentence}</p>
      {live.teams.length > 0 ? (
        <SmallTable caption="Live documents by team" heads={['Team', 'Documents', 'People']}>
          {live.teams.map(({ name, href, pages, people }) => (
            <tr key={href ?? name}>
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {href ? <Link to={href}>{name}</Link> : name}
              </th>
              <Figure>{pages}</Figure>
              <Figure>{people}</Figure>
            </tr>
          ))}
        </SmallTable>
      ) : null}
    </section>
  )
}
