import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Select } from '#app/components/field.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import diffStyles from '#app/styles/diff.css?url'
import pageStyles from '#app/styles/page.css?url'
import { readComparison } from '#server/versions/read-version.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What changed in “${data?.entry.title ?? 'a page'}” · Fieldfolio` },
]
export const links = () => [
  { rel: 'stylesheet', href: pageStyles },
  { rel: 'stylesheet', href: diffStyles },
]

export const loader = signedIn(({ actor, context, params, url }) =>
  readComparison(context, actor, {
    entryId: params.entryId!,
    from: url.searchParams.get('from') ?? 'now',
    to: url.searchParams.get('to') ?? 'now',
    onlyChanges: url.searchParams.get('show') === 'changes',
  }),
)

export default function Comparison() {
  const { entry, from, to, choices, sentence, html, onlyChanges } = useLoaderData<typeof loader>()
  const all = `/entries/${entry.id}/versions`
  const here = `?from=${from.id}&to=${to.id}`
  return (
    <PageFrame
      title="What changed"
      above={
        <nav aria-label="Where you are">
          <Link to={`/entries/${entry.id}`}>{entry.title}</Link> › <Link to={all}>Versions</Link>
        </nav>
      }
      lede={
        <>
          From <Side all={all} {...from} /> to <Side all={all} {...to} />: {sentence}
        </>
      }
      aside={
        <Form method="get" className="not-on-paper grid gap-3" key={here}>
          <h2 className="text-base">Put two beside each other</h2>
          <Choice label="From" name="from" chosen={from.id} choices={choices} />
          <Choice label="To" name="to" chosen={to.id} choices={choices} />
          {onlyChanges ? <input type="hidden" name="show" value="changes" /> : null}
          <p>
            <Button>Compare</Button>
          </p>
        </Form>
      }
    >
      <div className="max-w-[46rem]">
        <p className="not-on-paper mb-2 text-sm">
          {onlyChanges ? (
            <Link to={here}>Show the whole page</Link>
          ) : (
            <Link to={`${here}&show=changes`}>Show only what changed</Link>
          )}
        </p>
        <RenderedPage html={html} />
      </div>
    </PageFrame>
  )
}

function Side({ all, id, title }: { all: string; id: string; title: string }) {
  return id === 'now' ? 'what stands now' : <Link to={`${all}/${id}`}>“{title}”</Link>
}

type Choices = { id: string; title: string }[]

function Choice({ label, name, chosen, choices }: { label: string; name: string; chosen: string; choices: Choices }) {
  return (
    <Select label={label} name={name} defaultValue={chosen}>
      <option value="now">As it stands now</option>
      {choices.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </Select>
  )
}
