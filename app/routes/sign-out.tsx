import { redirect } from '@remix-run/node'
import { anyone } from '#app/http/signed-in.ts'
import { siteData } from '#app/http/site-data.ts'
import { endSession } from '#server/accounts/sessions.ts'

export const loader = () => redirect('/sign-in')

export const action = anyone(async ({ context, call, form }) => {
  const cookie = await endSession(context, call.session?.token)
  throw redirect('/sign-in', { headers: { 'Set-Cookie': cookie, 'Clear-Site-Data': siteData(form) } })
})
