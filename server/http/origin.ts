import type { IncomingMessage } from 'node:http'
import { Refusal } from '../errors.ts'

/**
 * Nothing is changed by a page of somebody else: every request that may change something comes from our own origin.
 * A program without a browser sends no Origin and must say who it is by a bearer token; forms of old browsers that send
 * none are told apart by Sec-Fetch-Site.
 * @throws not-allowed
 */
export function assertSameOrigin(request: IncomingMessage, appUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const { origin, authorization } = request.headers
  const site = request.headers['sec-fetch-site']
  if (
    origin !== undefined ? isOwnOrigin(origin, appUrl, request.headers.host) : site === 'same-origin' || site === 'none'
  )
    return
  if (origin === undefined && site === undefined && (authorization?.startsWith('Bearer ') || !request.headers.cookie))
    return
  throw new Refusal(
    'not-allowed',
    'This came from another site, so nothing was changed. Open the page here and try again.',
  )
}

/** Whether an Origin header names this server: its configured address, or the very host that the browser asked for on loopback. */
export function isOwnOrigin(origin: string, appUrl: string, host: string | undefined): boolean {
  if (origin === new URL(appUrl).origin) return true
  const own = new URL(appUrl)
  const loopback = (name: string) => ['localhost', '127.0.0.1', '[::1]'].includes(name)
  if (!loopback(own.hostname) || !URL.canParse(origin)) return false
  const asked = new URL(origin)
  return asked.host === host && loopback(asked.hostname) && asked.protocol === own.protocol
}
