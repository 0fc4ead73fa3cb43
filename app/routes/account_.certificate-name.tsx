import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select } from '#app/components/field.tsx'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { nameLanguages } from '#domain/certificate/certificate-name.ts'
import { confirmName } from '#server/certificates/confirm-name.ts'
import { previewName } from '#server/certificates/preview-name.ts'
import { readOwnName } from '#server/certificates/read-own-name.ts'

export const meta: MetaFunction = () => [{ title: 'The name on your certificate · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, url }) => ({
  ...(await readOwnName(context, actor)),
  justConfirmed: url.searchParams.has('confirmed'),
}))

export const action = signedIn(async ({ actor, context, form }) => {
  const input = { name: fieldText(form, 'name'), language: fieldText(form, 'language') }
  if (form.get('act') === 'confirm') {
    await confirmName(context, actor, input)
    throw redirect('/account/certificate-name?confirmed')
  }
  return { preview: await previewName(input) }
})

type Preview = { name: string; language: string | null; picture: string }

export default function CertificateName() {
  const own = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { preview?: Preview; refusal?: RefusalWords } | undefined
  const preview = result?.preview
  const shown = preview ?? (own.picture ? { ...own, picture: own.picture } : undefined)
  return (
    <PageFrame
      above={<Link to="/account">Your account</Link>}
      title="The name on your certificate"
      lede="Exactly as you want to read it: your letters, your order, your accents. It may differ from the name that your team knows you by."
    >
      <div className="grid max-w-[60rem] gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="grid content-start gap-5">
          {own.justConfirmed && !result ? (
            <Notice>
              <p role="status">Confirmed. This name will stand on your certificate.</p>
            </Notice>
          ) : null}
          {result?.refusal && !result.refusal.fields?.name ? <RefusalNotice refusal={result.refusal} /> : null}
          <Form method="post" className="grid gap-4" key={preview?.name ?? 'own'}>
            <Field
              label="Name"
              name="name"
              required
              maxLength={200}
              defaultValue={preview?.name ?? own.name}
              error={result?.refusal?.fields?.name}
              autoComplete="name"
              dir="auto"
            />
            <Select
              label="Language of the name"
              name="language"
              hint="Only where letters are drawn differently from language to language."
              defaultValue={(preview ? preview.language : own.language) ?? ''}
            >
              {Object.entries(nameLanguages).map(([code, words]) => (
                <option key={code} value={code}>
                  {words}
                </option>
              ))}
            </Select>
            <div className="flex flex-wrap gap-3">
              <Button name="act" value="preview" look={preview ? 'plain' : 'act'}>
                See how it looks
              </Button>
              {shown ? (
                <Button name="act" value="confirm" look={preview || !own.confirmedAt ? 'act' : 'plain'}>
                  Confirm this name
                </Button>
              ) : null}
            </div>
          </Form>
          <p className="text-sm text-quiet">
            {own.confirmedAt
              ? 'Until your certificate is released you can change it here. Afterwards ask the program, who replace the certificate.'
              : 'Until you confirm it, the program sees the name of your account, marked as not confirmed.'}
          </p>
          <VisibleTo who="you and program staff, and by anyone whom you give your certificate" />
        </div>
        {shown ? (
          <figure className="min-w-0">
            <img
              src={shown.picture}
              alt={`The name ${shown.name}, set large in the middle of a certificate`}
              className="w-full rounded-[6px] border border-hair"
              width={792}
              height={612}
            />
            <figcaption className="mt-2 text-sm text-quiet">How “{shown.name}” will look.</figcaption>
          </figure>
        ) : null}
      </div>
    </PageFrame>
  )
}
