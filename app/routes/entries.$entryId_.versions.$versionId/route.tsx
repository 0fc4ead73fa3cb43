import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice, RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import pageStyles from '#app/styles/page.css?url'
import { versionNameLength } from '#domain/versions/version-rules.ts'
import { nameVersion } from '#server/versions/name-version.ts'
import { readVersion } from '#server/versions/read-version.ts'
import { restoreVersion } from '#server/versions/restore-version.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? 'A version'} of “${data?.entry.title ?? 'a page'}” · Fieldfolio` },
]
export const links = () => [{ rel: 'stylesheet', href: pageStyles }]

export const loader = signedIn(({ actor, context, params }) =>
  readVersion(context, actor, params.entryId!, params.versionId!),
)

export const action = signedIn(async ({ actor, context, params, form }) => {
  const [entryId, versionId] = [params.entryId!, params.versionId!]
  if (fieldText(form, 'act') === 'restore') {
    const { keptId } = await restoreVersion(context, actor, { entryId, versionId })
    return redirect(`/entries/${entryId}/versions?${keptId ? `kept=${keptId}` : 'same'}`)
  }
  await nameVersion(context, actor, { entryId, versionId, name: fieldText(form, 'name') })
  return redirect(`/entries/${entryId}/versions/${versionId}?named`)
})

export default function Version() {
  const version = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  const [query] = useSearchParams()
  const all = `/entries/${version.entry.id}/versions`
  return (
    <PageFrame
      title={version.title}
      above={
        <nav aria-label="Where you are">
          <Link to={`/entries/${version.entry.id}`}>{version.entry.title}</Link> › <Link to={all}>Versions</Link>
        </nav>
      }
      lede={`${version.name ? `${version.when}. ` : ''}${version.because}`}
      aside={
        <div className="grid gap-8 text-sm">
          <section className="grid gap-2">
            <h2 className="text-base">Put it beside</h2>
            <ul className="grid gap-1">
              <li>
                {version.isNow ? (
                  'It says what stands now.'
                ) : (
                  <Link to={`${all}/compare?from=${version.id}&to=now`}>what stands now</Link>
                )}
              </li>
              {version.beforeId ? (
                <li>
                  <Link to={`${all}/compare?from=${version.beforeId}&to=${version.id}`}>the version before it</Link>
                </li>
              ) : null}
            </ul>
          </section>
          {version.mayChange ? <Acts version={version} refusal={refusal} /> : null}
        </div>
      }
    >
      <div className="grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-4">
        <RefusalNotice refusal={refusal} />
        {query.has('named') && !refusal ? <Notice>It has its name.</Notice> : null}
        {version.hidden ? <Notice tone="care">{version.hidden}</Notice> : null}
        <RenderedPage html={version.html} />
      </div>
    </PageFrame>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Acts({ version, refusal }: { version: Loaded; refusal: Refused['refusal'] | undefined }) {
  return (
    <>
      {version.isNow ? null : (
        <Form method="post" className="grid gap-2">
          <h2 className="text-base">Bring it back</h2>
          <p className="text-quiet">
            The page will say this again, for everybody. What stands now is kept as a version first, and colleagues who
            are writing keep their place.
          </p>
          <p>
            <Button look="act" name="act" value="restore">
              Bring this version back
            </Button>
          </p>
        </Form>
      )}
      <Form method="post" className="grid gap-3" key={version.name}>
        <Field
          label={version.name ? 'Another name' : 'Give it a name'}
          name="name"
          maxLength={versionNameLength}
          defaultValue={version.name ?? ''}
          required
          hint="A version with a name is kept for good."
          error={refusal?.fields?.name}
        />
        <p>
          <Button name="act" value="name">
            Keep the name
          </Button>
        </p>
      </Form>
    </>
  )
}
