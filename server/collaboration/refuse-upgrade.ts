import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Refusal, type RefusalCode } from '../errors.ts'
import { errorBody } from '../http/write-refusal.ts'

type UpgradeStatus = 400 | 401 | 403 | 404 | 414 | 426 | 429 | 503

const words: Record<UpgradeStatus, [RefusalCode, string]> = {
  400: ['malformed', 'This is not how a live page is opened. Reload the page.'],
  401: ['not-signed-in', 'Sign in to open this page.'],
  403: ['not-allowed', 'This came from another site. Open the page here and try again.'],
  404: ['not-found', 'We can’t find this page. Check the address, or go back to where you came from.'],
  414: ['malformed', 'This address is too long. Go back and try another way.'],
  426: ['changed-meanwhile', 'This page is older than the server. Reload it.'],
  429: ['too-many', 'Too many pages are open at once. Close some and try again.'],
  503: ['unavailable', 'The page cannot be opened just now. Try again in a moment.'],
}

/** Why a socket is not let in. */
export class UpgradeRefusal extends Error {
  readonly status: UpgradeStatus
  constructor(status: UpgradeStatus) {
    super(words[status][1])
    this.status = status
  }
}

/** Answers with a whole HTTP response and ends the connection. What is not known to be the asker's fault is a 503. */
export function refuseUpgrade(stream: Duplex, error: unknown): void {
  if (stream.destroyed || stream.writableEnded) return
  const notFound = (error as { code?: unknown } | null)?.code === 'not-found'
  const status: UpgradeStatus = error instanceof UpgradeRefusal ? error.status : notFound ? 404 : 503
  const [code, message] = words[status]
  const requestId = randomBytes(9).toString('base64url')
  const body = JSON.stringify(errorBody(new Refusal(code, message), requestId))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...(status === 426 ? ['Sec-WebSocket-Version: 13'] : []),
    ...(status === 429 || status === 503 ? ['Retry-After: 5'] : []),
  ]
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => stream.destroy())
}
