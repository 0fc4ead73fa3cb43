import { Link } from '@remix-run/react'
import { dayInWords } from '#domain/when.ts'
import { type FacetKey, FacetShape, facetNames } from './facet.tsx'

type Section = {
  key: string
  title: string
  facets: string[]
  state: { sentence: string; tended: string }
  entries: { id: string; title: string; authorName?: string | null }[]
  reopened: { dueOn: string | null; because: string | null } | null
}

/** The facets a thing carries, each by hue and shape, told to those who cannot see them. */
export function FacetMarks({ facets }: { facets: string[] }) {
  const known = facets.filter((facet): facet is FacetKey => facet in facetNames)
  if (known.length === 0) return null
  return (
    <span className="inline-flex items-center gap-1">
      {known.map((facet) => (
        <FacetShape key={facet} facet={facet} size={15} />
      ))}
      <span className="sr-only">{known.map((facet) => facetNames[facet]).join(', ')}</span>
    </span>
  )
}

/** The sections as a table of contents: number, title, the sentence of its state, its pages. */
export function ContentsList({ portfolioId, sections }: { portfolioId: string; sections: Section[] }) {
  return (
    <ol className="border-b border-hair">
      {sections.map((section) => (
        <li key={section.key} className="grid grid-cols-[2.4rem_minmax(0,1fr)] border-t border-hair py-3.5 sm:py-4">
          <span aria-hidden="true" className="pt-[0.1rem] font-serif text-lg text-quiet tabular-nums">
            {section.key}
          </span>
          <div className="min-w-0">
            <div className="flex items-baseline justify-between gap-4">
              <h3 className="font-serif text-lg">
                <Link
                  to={`/portfolios/${portfolioId}/sections/${section.key}`}
                  className={`no-underline hover:underline ${section.state.tended === 'empty' ? 'text-quiet' : 'text-ink'}`}
                >
                  {section.title}
                </Link>
              </h3>
              <FacetMarks facets={section.facets} />
            </div>
            <p className="text-sm text-quiet">{section.state.sentence}</p>
            {section.reopened ? (
              <p className="mt-1 text-sm text-care">
                Changes asked{section.reopened.dueOn ? `, by ${dayInWords(section.reopened.dueOn)}` : ''}.
                {section.reopened.because ? ` ${section.reopened.because}` : ''}
              </p>
            ) : null}
            {section.entries.length > 0 ? (
              <ul className="mt-1.5 flex flex-wrap gap-x-4">
                {section.entries.map((entry) => (
                  <li key={entry.id} className="min-w-0">
                    <Link to={`/entries/${entry.id}`} className="inline-block max-w-full py-0.5 text-sm">
                      {entry.title}
                    </Link>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
