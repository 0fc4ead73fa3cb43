import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice, RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { SharedComputerChoice } from '#app/components/shared-computer-choice.tsx'
import { deleteSavedCopies } from '#app/device/copies.ts'
import { safeNext } from '#app/http/safe-next.ts'
import { anyone, fieldText } from '#app/http/signed-in.ts'
import { toSignedIn } from '#app/http/to-signed-in.ts'
import { readDemoPeople } from '#server/accounts/read-home.ts'
import { isSharedComputer } from '#server/accounts/shared-computer.ts'
import { sendSignInLink, signInWithPassword } from '#server/accounts/sign-in.ts'
import type { Signed } from '../../root.tsx'
import { DemoPeople } from './demo-people.tsx'

export const meta: MetaFunction = () => [{ title: 'Sign in · Fieldfolio' }]

export const loader = anyone(async ({ context, request, url }) => ({
  next: safeNext(url.searchParams.get('next')),
  groups: await readDemoPeople(context),
  shared: isSharedComputer(request.headers.get('cookie')),
}))

export const action = anyone(async ({ context, call, form, request }) => {
  const next = safeNext(fieldText(form, 'next'))
  const email = fieldText(form, 'email')
  if (form.get('by') === 'link') {
    await sendSignInLink(context, { email, next, address: call.address })
    return { sentTo: email }
  }
  const cookie = await signInWithPassword(context, {
    email,
    password: String(form.get('password') ?? ''),
    address: call.address,
    userAgent: request.headers.get('user-agent'),
  })
  throw toSignedIn(context, form, { cookie, next })
})

export default function SignIn() {
  const { next, groups, shared } = useLoaderData<typeof loader>()
  const nobody = (useRouteLoaderData('root') as Signed | undefined)?.person === undefined
  const result = useActionData<typeof action>()
  const refusal = result && 'refusal' in result ? (result.refusal as { message: string }) : undefined
  useEffect(() => {
    if (nobody) void deleteSavedCopies()
  }, [nobody])
  return (
    <PageFrame title="Come in" lede="Your team’s portfolio is where you left it.">
      <div className="grid max-w-[26rem] gap-6">
        <RefusalNotice refusal={refusal} />
        {result && 'sentTo' in result ? (
          <Notice>
            <p role="status">
              If <strong>{result.sentTo}</strong> belongs to somebody here, a link is on its way. It works once, within
              ten minutes.
            </p>
          </Notice>
        ) : null}
        <Form method="post" className="grid gap-4" reloadDocument>
          <input type="hidden" name="next" value={next} />
          <Field label="E-mail" name="email" type="email" autoComplete="username" required />
          <Field label="Password" name="password" type="password" autoComplete="current-password" required />
          <SharedComputerChoice shared={shared} />
          <Button look="act">Sign in</Button>
        </Form>
        <details className="border-t border-hair pt-4">
          <summary className="min-h-8 font-medium">Send me a link instead</summary>
          <Form method="post" className="mt-3 grid gap-4">
            <input type="hidden" name="next" value={next} />
            <input type="hidden" name="by" value="link" />
            <Field
              label="Your e-mail"
              name="email"
              type="email"
              autoComplete="email"
              required
              hint="We mail you a link that signs you in once. No password needed."
            />
            <Button>Mail me a link</Button>
          </Form>
        </details>
      </div>
      {groups.length > 0 ? <DemoPeople groups={groups} next={next} /> : null}
    </PageFrame>
  )
}
