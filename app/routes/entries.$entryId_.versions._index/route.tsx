import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Empty, Notice, RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import { versionNameLength } from '#domain/versions/version-rules.ts'
import { nameVersion } from '#server/versions/name-version.ts'
import { readVersions } from '#server/versions/read-versions.ts'
import { VersionDays } from './version-days.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Versions of “${data?.entry.title ?? 'a page'}” · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params }) => readVersions(context, actor, params.entryId!))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const entryId = params.entryId!
  await nameVersion(context, actor, { entryId, versionId: null, name: fieldText(form, 'name') })
  return redirect(`/entries/${entryId}/versions?named`)
})

export default function Versions() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  return (
    <PageFrame
      title="Versions"
      above={<Link to={`/entries/${page.entry.id}`}>Back to “{page.entry.title}”</Link>}
      lede="How this page came to be. Look at any version, put two beside each other, or bring one back: nothing that stands now is lost by that."
      aside={page.mayChange ? <NameNow refusal={refusal} key={page.days[0]?.versions[0]?.id ?? 'first'} /> : undefined}
    >
      <div className="grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-8">
        <RefusalNotice refusal={refusal} />
        <WhatHappened entryId={page.entry.id} />
        <section>
          <h2 className="text-lg">As it stands now</h2>
          <p className="mt-1 text-quiet">{nowInWords(page.now)}</p>
        </section>
        {page.days.length > 0 ? (
          <VersionDays entryId={page.entry.id} days={page.days} />
        ) : (
          <Empty title="No version has been kept yet">
            One is kept about every ten minutes while people write, when a page has rested, when it is handed in, and
            whenever you give one a name.
          </Empty>
        )}
      </div>
    </PageFrame>
  )
}

function nowInWords({ people, sameAs }: { people: string[]; sameAs: string | null }): string {
  if (sameAs) return `The same as “${sameAs}”.`
  if (people.length === 0) return 'Nobody has changed it since the newest version.'
  return `Written on since by ${people.join(', ')}.`
}

function WhatHappened({ entryId }: { entryId: string }) {
  const [query] = useSearchParams()
  const kept = query.get('kept')
  if (query.has('same')) return <Notice>The page says exactly that already. Nothing was changed.</Notice>
  if (kept) {
    return (
      <Notice>
        The version is back on the page, for everybody who has it open. What stood there before is kept:{' '}
        <Link to={`/entries/${entryId}/versions/${kept}`}>look at it, or bring it back</Link>.
      </Notice>
    )
  }
  return query.has('named') ? <Notice>Kept under that name.</Notice> : null
}

function NameNow({ refusal }: { refusal: Refused['refusal'] | undefined }) {
  return (
    <Form method="post" className="grid gap-3">
      <h2 className="text-base">Keep it as it stands</h2>
      <Field
        label="Name of the version"
        name="name"
        maxLength={versionNameLength}
        required
        hint="Such as “Draft sent to our mentor”."
        error={refusal?.fields?.name}
      />
      <p>
        <Button>Keep this version</Button>
      </p>
    </Form>
  )
}
