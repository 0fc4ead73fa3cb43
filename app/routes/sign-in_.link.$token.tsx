import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { safeNext } from '#app/http/safe-next.ts'
import { anyone } from '#app/http/signed-in.ts'
import { readSignInLink, signInWithLink } from '#server/accounts/sign-in.ts'

export const meta: MetaFunction = () => [
  { title: 'Come in · Fieldfolio' },
  { name: 'referrer', content: 'same-origin' },
]

/** Opening the link changes nothing: mail filters open links too. The button below uses it. */
export const loader = anyone(({ context, params }) => readSignInLink(context, params.token ?? ''))

export const action = anyone(async ({ context, params, request }) => {
  const { cookie, next } = await signInWithLink(context, {
    token: params.token ?? '',
    userAgent: request.headers.get('user-agent'),
  })
  throw redirect(safeNext(next), { headers: { 'Set-Cookie': cookie } })
})

export default function UseLink() {
  const { name } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal: { message: string } } | undefined
  return (
    <PageFrame title={`Welcome, ${name}`} lede="One press, and you are in.">
      <RefusalNotice refusal={result?.refusal} />
      <Form method="post" reloadDocument>
        <Button look="act">Come in</Button>
      </Form>
    </PageFrame>
  )
}
