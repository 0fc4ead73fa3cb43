import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Notice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import pageStyles from '#app/styles/page.css?url'
import { readSubmission } from '#server/submissions/read-submission.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: pageStyles }]

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.view.teamName}, snapshot ${data.view.number} · Fieldfolio` : 'Fieldfolio' },
]

export const loader = signedIn(async ({ actor, context, params, url }) => ({
  view: await readSubmission(context, actor, params.submissionId!),
  just: url.searchParams.get('just') === 'submitted',
}))

export default function Snapshot() {
  const { view, just } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title={`${view.teamName}, snapshot ${view.number}`}
      above={<Link to={`/portfolios/${view.portfolioId}/ready`}>Where it stands</Link>}
      lede={`Submitted on ${view.submittedAt.slice(0, 10)} by ${view.roster.map((one) => one.name).join(', ')}. About ${Math.max(1, Math.round(view.words / 200))} minutes of reading.`}
      aside={
        <nav aria-label="Contents" className="lg:sticky lg:top-6">
          <h2 className="text-lg">Contents</h2>
          <ol className="mt-2 grid gap-1">
            {view.sections.map((section) => (
              <li key={section.key}>
                <a href={`#section-${section.key}`} className="inline-flex min-h-8 items-center">
                  {section.title}
                </a>
              </li>
            ))}
          </ol>
          <p className="mt-6 text-sm text-quiet">
            Nothing here changes any more. Its seal, a SHA-256 over every page and picture:
            <code className="mt-1 block break-all text-xs">{view.manifestSha256}</code>
          </p>
        </nav>
      }
    >
      {just ? (
        <div className="mb-8">
          <Notice>
            <p role="status">
              Submitted. This is the snapshot that the reviewers will read; your living draft goes on.
            </p>
          </Notice>
        </div>
      ) : null}
      {view.sections.map((section) => (
        <section
          key={section.key}
          id={`section-${section.key}`}
          aria-labelledby={`title-${section.key}`}
          className="mb-14"
        >
          <h2 id={`title-${section.key}`} className="border-b border-hair pb-2 text-2xl">
            {section.title}
          </h2>
          {section.entries.map((entry) => (
            <article key={entry.id} className="mt-8">
              <h3 className="mb-3 text-xl">{entry.title}</h3>
              <RenderedPage html={entry.html} />
            </article>
          ))}
        </section>
      ))}
    </PageFrame>
  )
}
