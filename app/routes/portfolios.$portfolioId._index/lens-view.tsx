import { Link } from '@remix-run/react'
import { FacetMarks } from '#app/components/contents-list.tsx'
import { type FacetKey, FacetShape } from '#app/components/facet.tsx'
import { dayOf, type Lens } from '#domain/portfolio/lenses.ts'
import { dayInWords } from '#domain/when.ts'
import type { EntryView } from '#server/portfolios/read-contents.ts'

type Group = { key: string; title: string; question: string; entries: EntryView[]; hint: string | null }

const edges: Record<string, string> = {
  self: 'border-self',
  relations: 'border-relations',
  wider: 'border-wider',
}

/** Entries arranged by one lens; a group without entries says so and what it would hold. */
export function LensView({
  lens,
  groups,
  sectionTitles,
  mayWrite,
}: {
  lens: Lens
  groups: Group[]
  sectionTitles: Record<string, string>
  mayWrite: boolean
}) {
  return (
    <div className={lens === 'mandala' ? 'grid gap-x-10 gap-y-8 sm:grid-cols-2' : 'grid gap-8'}>
      {groups.map((group) => (
        <section
          key={group.key}
          aria-labelledby={`group-${group.key}`}
          className={`min-w-0 ${lens === 'mandala' && group.key === 'untagged' ? 'sm:col-span-2' : ''} ${lens === 'facet' ? `border-l-2 pl-5 ${edges[group.key] ?? 'border-hair'}` : 'border-t border-hair pt-4'}`}
        >
          <h2 id={`group-${group.key}`} className="flex items-center gap-2.5">
            {lens === 'facet' && group.key in edges ? <FacetShape facet={group.key as FacetKey} size={20} /> : null}
            {group.title}
          </h2>
          <p className="mt-0.5 font-serif text-quiet italic">{group.question}</p>
          {group.entries.length === 0 ? (
            <p className="mt-3 text-sm text-quiet">{group.hint ?? 'No page tells of this time.'}</p>
          ) : (
            <ul className="mt-3 grid gap-4">
              {group.entries.map((entry) => (
                <li key={entry.id}>
                  <div className="flex items-baseline justify-between gap-3">
                    <h3 className="text-base">
                      <Link to={`/entries/${entry.id}`}>{entry.title}</Link>
                    </h3>
                    {lens === 'facet' ? null : (
                      <FacetMarks facets={entry.tags.filter((tag) => tag.kind === 'facet').map((tag) => tag.value)} />
                    )}
                  </div>
                  <p className="text-sm text-quiet">
                    {group.key === 'untagged' && mayWrite ? (
                      <>
                        <Link to={`/entries/${entry.id}/about`}>
                          Tag it<span className="sr-only">: {entry.title}</span>
                        </Link>{' '}
                        ·{' '}
                      </>
                    ) : null}
                    {dayInWords(dayOf(entry))} · {sectionTitles[entry.section] ?? entry.section}
                    {entry.authorName ? ` · ${entry.authorName}` : ''}
                  </p>
                  {entry.opening && lens === 'time' ? (
                    <p className="mt-1 max-w-[64ch] font-serif leading-relaxed">{entry.opening}</p>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
