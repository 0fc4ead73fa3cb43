import { forwardRef, type ReactNode } from 'react'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import type { FrozenEntry, FrozenSection } from '#server/reviews/review-room.ts'

/** The frozen portfolio: one calm page, section by section, each entry with its margin. */
export const FrozenPage = forwardRef<
  HTMLElement,
  { sections: FrozenSection[]; earlier: number; margin: (entry: FrozenEntry) => ReactNode }
>(function FrozenPage({ sections, earlier, margin }, page) {
  return (
    <article ref={page} aria-label="The portfolio as it was submitted" className="frozen-page relative min-w-0">
      {sections.map((section) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`} className="mb-14">
          <div className="xl:ml-[14.5rem]">
            <p className="text-sm text-quiet">§ {section.key}</p>
            <h2 id={`section-${section.key}`}>{section.title}</h2>
            <p className="mt-1 max-w-[62ch] text-quiet">{section.purpose}</p>
          </div>
          {section.entries.map((entry) => (
            <div
              key={entry.entryId}
              id={`entry-${entry.entryId}`}
              className="mt-6 scroll-mt-6 gap-x-6 xl:grid xl:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <div className="min-w-0 xl:order-2" data-entry-id={entry.entryId}>
                <h3>{entry.title}</h3>
                <p className="mb-3 text-sm text-quiet">
                  {entry.authorName ? `${entry.authorName} · ` : ''}
                  {entry.wordCount} words
                  {entry.changed ? ` · since submission ${earlier}: ${lowerFirst(entry.changed.sentence)}` : ''}
                </p>
                <RenderedPage html={entry.html} />
              </div>
              <div className="mt-3 min-w-0 xl:order-1 xl:mt-0">{margin(entry)}</div>
            </div>
          ))}
        </section>
      ))}
    </article>
  )
})

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
