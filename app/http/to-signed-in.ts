import { redirect } from '@remix-run/node'
import { sharedComputerCookie, untilClosed } from '#server/accounts/shared-computer.ts'
import type { AppContext } from '#server/context.ts'

/** Sends somebody on who has just signed in by a form, and remembers what the form said of the computer. */
export function toSignedIn(context: AppContext, form: FormData, { cookie, next }: { cookie: string; next: string }) {
  const shared = form.get('shared') === 'on'
  const headers = new Headers()
  headers.append('Set-Cookie', shared ? untilClosed(cookie) : cookie)
  headers.append('Set-Cookie', sharedComputerCookie(context, shared))
  return redirect(next, { headers })
}
