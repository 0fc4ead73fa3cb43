import { type MetaFunction, redirect } from '@remix-run/node'
import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { anyone } from '#app/http/signed-in.ts'

/** For who holds a printed certificate and types its last line. */
export const loader = anyone(({ url }) => {
  // A whole address may be pasted as well: its last part is what counts.
  const typed = url.searchParams.get('certificate')?.trim().replace(/\/+$/, '').split('/').at(-1)
  if (typed) throw redirect(`/verify/${encodeURIComponent(typed)}`)
  return null
})

export const meta: MetaFunction = () => [{ title: 'Check a certificate · Fieldfolio' }]

export default function CheckCertificate() {
  return (
    <PageFrame
      title="Check a certificate"
      lede="Scan the code on the certificate, or type the sixteen letters and digits that its address ends in."
    >
      <Form method="get" className="grid max-w-[26rem] gap-4">
        <Field
          label="The end of the address"
          name="certificate"
          required
          autoComplete="off"
          spellCheck={false}
          hint="Capital or small letters, with or without spaces."
        />
        <div>
          <Button look="act">Check</Button>
        </div>
      </Form>
    </PageFrame>
  )
}
