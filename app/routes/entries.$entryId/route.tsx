import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Notice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { DraftMargin } from '#app/components/passages/draft-margin.tsx'
import { WritingPlace } from '#app/editor/writing-place.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import editorStyles from '#app/styles/editor.css?url'
import pageStyles from '#app/styles/page.css?url'
import { readEntryPage } from '#server/portfolios/read-entry-page.ts'
import { readDraftNotes } from '#server/reviews/draft-notes.ts'
import { EntryMargin } from './entry-margin.tsx'
import { ReadingPlace } from './reading-place.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.entry.title ?? 'Entry'} · Fieldfolio` },
]
export const links = () => [
  { rel: 'stylesheet', href: pageStyles },
  { rel: 'stylesheet', href: editorStyles },
]

export const loader = signedIn(async ({ actor, context, params }) => ({
  page: await readEntryPage(context, actor, params.entryId!),
  margin: await readDraftNotes(context, actor, params.entryId!),
  self: { id: actor.personId, name: actor.name },
}))

export default function EntryPage() {
  const { page, margin, self } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title={page.entry.title}
      above={
        <nav aria-label="Where you are">
          <Link to={`/portfolios/${page.portfolioId}`}>Portfolio</Link> ›{' '}
          <Link to={`/portfolios/${page.portfolioId}/sections/${page.section.key}`}>{page.section.title}</Link>
        </nav>
      }
      aside={
        <div className="grid gap-8">
          <EntryMargin page={page} />
          <DraftMargin margin={margin} />
        </div>
      }
    >
      {page.entry.archivedAt ? (
        <Notice>This entry is archived. It can be read, and brought back from its section.</Notice>
      ) : null}
      {page.mayWrite ? (
        <WritingPlace
          key={page.live.documentId}
          address={page.live}
          entry={page.entry}
          html={page.html}
          words={page.words}
          portfolioId={page.portfolioId}
          evidence={page.evidence}
          self={self}
        />
      ) : (
        <div data-entry-id={page.entry.id}>
          <ReadingPlace
            key={page.live.documentId}
            entryId={page.entry.id}
            documentId={page.live.documentId}
            selfId={self.id}
            html={page.html}
            words={page.words}
          />
        </div>
      )}
    </PageFrame>
  )
}
