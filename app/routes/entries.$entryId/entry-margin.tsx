import { Link } from '@remix-run/react'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { WhoWrote } from '#app/components/who-wrote.tsx'
import type { readEntryPage } from '#server/portfolios/read-entry-page.ts'

type Page = Awaited<ReturnType<typeof readEntryPage>>

/** The quiet margin: who reads this, who wrote it, how it is tagged, and its name. */
export function EntryMargin({ page }: { page: Page }) {
  return (
    <div className="grid gap-6 text-sm">
      <VisibleTo who={readersOf(page)} />
      {page.contributors.length > 0 ? (
        <section>
          <h2 className="text-base">Written by</h2>
          <ul className="mt-1 text-quiet">
            {page.contributors.map((one) => (
              <li key={one.id}>{one.name}</li>
            ))}
          </ul>
          {page.mayAskWhoWrote ? <WhoWrote entryId={page.entry.id} reading={!page.mayWrite} /> : null}
        </section>
      ) : null}
      {page.tags.length > 0 ? (
        <section>
          <h2 className="text-base">Seen through</h2>
          <ul className="mt-1 grid gap-1 text-quiet">
            {page.tags.map((tag) => (
              <li key={`${tag.kind}-${tag.value}`}>
                {tag.words}
                {tag.sentence ? <span className="block">{tag.sentence}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <ul className="grid gap-1">
        {page.mayWrite ? (
          <li>
            <Link to={`/entries/${page.entry.id}/about`}>Title, day and tags</Link>
          </li>
        ) : null}
        <li>
          <Link to={`/entries/${page.entry.id}/versions`}>Versions of this page</Link>
        </li>
      </ul>
    </div>
  )
}

function readersOf({ personal, mayWrite }: Page): string {
  if (personal) return `${mayWrite ? 'you' : 'its author'}, the team, and those who support it`
  return `${mayWrite ? 'your' : 'the'} team, its champion, its mentor and program staff`
}
