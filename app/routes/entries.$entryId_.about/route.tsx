import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import { goalsPerEntry } from '#domain/portfolio/tags.ts'
import { archiveEntry } from '#server/portfolios/archive-entry.ts'
import { dateEntry } from '#server/portfolios/date-entry.ts'
import { readAboutEntry } from '#server/portfolios/read-about-entry.ts'
import { renameEntry } from '#server/portfolios/rename-entry.ts'
import { tagEntry } from '#server/portfolios/tag-entry.ts'
import { TagFields } from './tag-fields.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `About “${data?.title ?? 'a page'}” · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params }) => readAboutEntry(context, actor, params.entryId!))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const entryId = params.entryId!
  switch (fieldText(form, 'act')) {
    case 'name':
      await renameEntry(context, actor, { entryId, title: fieldText(form, 'title') })
      await dateEntry(context, actor, { entryId, happenedOn: fieldText(form, 'happenedOn') })
      break
    case 'tags':
      await tagEntry(context, actor, {
        entryId,
        facets: form.getAll('facet').map(String),
        mandala: form.getAll('mandala').map(String),
        goals: Array.from({ length: goalsPerEntry }, (_, n) => ({
          number: fieldText(form, `goal-${n}`),
          sentence: fieldText(form, `sentence-${n}`),
        })).filter((goal) => goal.number !== ''),
      })
      break
    case 'archive': {
      const { portfolioId, section } = await readAboutEntry(context, actor, entryId)
      await archiveEntry(context, actor, { entryId })
      return redirect(`/portfolios/${portfolioId}/sections/${section}`)
    }
  }
  return redirect(`/entries/${entryId}/about?kept`)
})

export default function AboutEntry() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  return (
    <PageFrame
      title="About this page"
      above={<Link to={`/entries/${page.id}`}>Back to “{page.title}”</Link>}
      lede="Its title, the day it tells of, and where it appears when the portfolio is read through a lens."
    >
      <div className="grid max-w-[44rem] gap-10">
        <RefusalNotice refusal={refusal} />
        <Form method="post" className="grid gap-4" key={page.title}>
          <Field
            label="Title"
            name="title"
            defaultValue={page.title}
            maxLength={160}
            required
            error={refusal?.fields?.title}
          />
          <div className="max-w-60">
            <Field
              label="The day it tells of"
              name="happenedOn"
              type="date"
              defaultValue={page.happenedOn ?? ''}
              hint="Leave it empty if it tells of no one day."
              error={refusal?.fields?.happenedOn}
            />
          </div>
          <p>
            <Button name="act" value="name">
              Keep title and day
            </Button>
          </p>
        </Form>
        <Form method="post" className="grid gap-6 border-t border-hair pt-8">
          <TagFields tags={page.tags} fields={refusal?.fields} />
          <p>
            <Button look="act" name="act" value="tags">
              Keep these tags
            </Button>
          </p>
        </Form>
        {page.mayArchive ? (
          <Form method="post" className="grid gap-2 border-t border-hair pt-8">
            <h2 className="text-lg">Put the page aside</h2>
            <p className="max-w-[60ch] text-quiet">
              It leaves the contents and the next submission. Nothing in it is lost: bring it back from its section
              whenever you like.
            </p>
            <p>
              <Button name="act" value="archive">
                Put it aside
              </Button>
            </p>
          </Form>
        ) : null}
      </div>
    </PageFrame>
  )
}
