import { type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { SiteHeader } from '#app/components/page-frame.tsx'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { anyone } from '#app/http/signed-in.ts'
import pageStyles from '#app/styles/page.css?url'
import { publishStory } from '#server/stories/publish-story.ts'
import { readStory } from '#server/stories/read-story.ts'
import { Choosing } from './choosing.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: pageStyles }]

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.teamName}: a story · Fieldfolio` : 'Fieldfolio' },
  { name: 'robots', content: 'noindex, nofollow, noimageindex' },
]

export const loader = anyone(({ actor, context, params }) => readStory(context, actor, params.portfolioId!))

export const action = anyone(async ({ actor, context, params, form }) => {
  await publishStory(context, actor, { portfolioId: params.portfolioId!, entryIds: form.getAll('entry').map(String) })
  throw redirect(`/stories/${params.portfolioId}`)
})

export default function Story() {
  const story = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const shown = story.entries.filter((entry) => entry.chosen)
  return (
    <div className="min-h-dvh">
      <SiteHeader />
      <main id="main" className="pb-24">
        <RefusalNotice refusal={result?.refusal} />
        {story.mayPublish ? <Choosing entries={story.entries} published={story.publishedAt !== null} /> : null}
        {story.cover ? (
          <img src={story.cover.url} alt={story.cover.altText} className="max-h-[26rem] w-full object-cover" />
        ) : null}
        <article className="mx-auto max-w-[44rem] px-4 pt-12 sm:px-8">
          <p className="text-sm text-quiet">
            {story.places.map((place) => `${place.site}, ${place.district}`).join(' · ')}
          </p>
          <h1 className="mt-2 text-4xl">{story.teamName}</h1>
          {story.theme ? <p className="mt-3 font-serif text-lg text-quiet">{story.theme}</p> : null}
          {shown.length === 0 ? <p className="mt-8 text-quiet">Nothing is published yet.</p> : null}
          {shown.map((entry) => (
            <section key={entry.id} aria-labelledby={`story-${entry.id}`} className="mt-12">
              <p className="text-sm text-quiet">{entry.sectionTitle}</p>
              <h2 id={`story-${entry.id}`} className="mb-4 text-2xl">
                {entry.title}
              </h2>
              <RenderedPage html={entry.html} />
            </section>
          ))}
          <footer className="mt-16 border-t border-hair pt-5 text-quiet">
            <p>{story.members.join(', ')}</p>
            <p>
              {story.programmeName}. Certified portfolio. <Link to="/">What is Fieldfolio?</Link>
            </p>
          </footer>
        </article>
      </main>
    </div>
  )
}
