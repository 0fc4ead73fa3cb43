import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select } from '#app/components/field.tsx'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { SignOutForm } from '#app/components/sign-out-form.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { siteData } from '#app/http/site-data.ts'
import { changeAccount, changePassword, readAccount, signOutEverywhere } from '#server/accounts/account-settings.ts'
import { isSharedComputer } from '#server/accounts/shared-computer.ts'

export const meta: MetaFunction = () => [{ title: 'Your account · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context, request }) => ({
  account: await readAccount(context, actor),
  personId: actor.personId,
  shared: isSharedComputer(request.headers.get('cookie')),
  zones: Intl.supportedValuesOf('timeZone'),
}))

export const action = signedIn(async ({ actor, context, form }) => {
  const act = fieldText(form, 'act')
  if (act === 'sign-out-everywhere') {
    await signOutEverywhere(context, actor)
    throw redirect('/sign-in', { headers: { 'Clear-Site-Data': siteData(form) } })
  }
  if (act === 'password') {
    await changePassword(context, actor, {
      current: String(form.get('current') ?? ''),
      next: String(form.get('next') ?? ''),
    })
    throw redirect('/sign-in')
  }
  await changeAccount(context, actor, {
    displayName: fieldText(form, 'displayName'),
    pronouns: fieldText(form, 'pronouns'),
    timeZone: fieldText(form, 'timeZone'),
  })
  return { saved: true }
})

export default function Account() {
  const { account, personId, shared, zones } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { saved?: true; refusal?: RefusalWords } | undefined
  const fields = result?.refusal?.fields
  return (
    <PageFrame title="Your account" lede={account.email}>
      <div className="grid max-w-[30rem] gap-10">
        <RefusalNotice refusal={result?.refusal} />
        {result?.saved ? (
          <Notice>
            <p role="status">Saved.</p>
          </Notice>
        ) : null}
        <Form method="post" className="grid gap-4">
          <Field
            label="Name"
            name="displayName"
            defaultValue={account.displayName}
            error={fields?.displayName}
            hint="As your team knows you."
          />
          <Field label="Pronouns" name="pronouns" defaultValue={account.pronouns} hint="Optional; seen by your team." />
          <Select
            label="Time zone"
            name="timeZone"
            defaultValue={account.timeZone}
            error={fields?.timeZone}
            hint="Calls are shown in this zone."
          >
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
          <div>
            <Button look="act">Save</Button>
          </div>
        </Form>
        <section>
          <h2>Name on your certificate</h2>
          <p className="mt-1 text-quiet">
            {account.certificateName ? `You confirmed “${account.certificateName}”.` : 'Not confirmed yet.'}
          </p>
          <p className="mt-1">
            <Link to="/account/certificate-name">See how it will look, and confirm it</Link>
          </p>
        </section>
        <section>
          <h2>Change your password</h2>
          <Form method="post" className="mt-3 grid gap-4">
            <input type="hidden" name="act" value="password" />
            <Field label="Current password" name="current" type="password" autoComplete="current-password" />
            <Field
              label="New password"
              name="next"
              type="password"
              autoComplete="new-password"
              error={fields?.next}
              hint="12 characters or more. You sign in again afterwards, everywhere."
            />
            <div>
              <Button>Change password</Button>
            </div>
          </Form>
        </section>
        <section>
          <h2>Where you are signed in</h2>
          <ul className="mt-2 grid gap-1 text-quiet">
            {account.sessions.map((session) => (
              <li key={session.id}>
                {session.where}, since {session.since.slice(0, 10)}
              </li>
            ))}
          </ul>
          {shared ? (
            <p className="mt-2 text-quiet">This computer is shared, you said: nothing you write is kept on it.</p>
          ) : null}
          <SignOutForm action="/account" personId={personId} className="mt-3">
            <input type="hidden" name="act" value="sign-out-everywhere" />
            <Button>Sign out everywhere</Button>
          </SignOutForm>
        </section>
      </div>
    </PageFrame>
  )
}
