import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { SharedComputerChoice } from '#app/components/shared-computer-choice.tsx'
import { safeNext } from '#app/http/safe-next.ts'
import { anyone } from '#app/http/signed-in.ts'
import { toSignedIn } from '#app/http/to-signed-in.ts'
import { isSharedComputer } from '#server/accounts/shared-computer.ts'
import { readSignInLink, signInWithLink } from '#server/accounts/sign-in.ts'

export const meta: MetaFunction = () => [
  { title: 'Come in · Fieldfolio' },
  { name: 'referrer', content: 'same-origin' },
]

/** Opening the link changes nothing: mail filters open links too. The button below uses it. */
export const loader = anyone(async ({ context, params, request }) => ({
  ...(await readSignInLink(context, params.token ?? '')),
  shared: isSharedComputer(request.headers.get('cookie')),
}))

export const action = anyone(async ({ context, form, params, request }) => {
  const { cookie, next } = await signInWithLink(context, {
    token: params.token ?? '',
    userAgent: request.headers.get('user-agent'),
  })
  throw toSignedIn(context, form, { cookie, next: safeNext(next) })
})

export default function UseLink() {
  const { name, shared } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal: { message: string } } | undefined
  return (
    <PageFrame title={`Welcome, ${name}`} lede="One press, and you are in.">
      <RefusalNotice refusal={result?.refusal} />
      <Form method="post" className="grid max-w-[26rem] gap-6" reloadDocument>
        <SharedComputerChoice shared={shared} />
        <div>
          <Button look="act">Come in</Button>
        </div>
      </Form>
    </PageFrame>
  )
}
