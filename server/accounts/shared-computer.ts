/**
 * That other people use this computer too: said at sign-in, and remembered by the browser for whoever comes next. Then
 * no page keeps words on it, and closing the browser signs out. Pages read the cookie by themselves, so scripts may.
 */
import type { AppContext } from '../context.ts'

const name = 'shared-computer'
const aYear = 365 * 24 * 3600

export function isSharedComputer(cookies: string | null | undefined): boolean {
  return new RegExp(`(^|; ?)${name}=yes(;|$)`).test(cookies ?? '')
}

/** @returns the Set-Cookie value that remembers it, or forgets it. */
export function sharedComputerCookie({ config }: Pick<AppContext, 'config'>, shared: boolean): string {
  const secure = config.appUrl.startsWith('https:') ? '; Secure' : ''
  return `${name}=${shared ? 'yes' : ''}; Path=/; SameSite=Lax; Max-Age=${shared ? aYear : 0}${secure}`
}

/** The same cookie, for as long as the browser is open. */
export function untilClosed(cookie: string): string {
  return cookie.replace(/; (Max-Age|Expires)=[^;]*/g, '')
}
