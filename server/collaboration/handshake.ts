import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { UpgradeRefusal } from './refuse-upgrade.ts'

const keyOf16Bytes = /^[+/0-9A-Za-z]{22}==$/
const firstProtocol = /^[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)/
const answeredWith = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/**
 * The answer that makes a WebSocket of this request (RFC 6455), without extensions. A client that names protocols
 * is told its first one: some give up without.
 * @throws where it is no right handshake
 */
export function handshake({ method, headers }: IncomingMessage): string {
  const key = headers['sec-websocket-key'] ?? ''
  if (method !== 'GET' || headers.upgrade?.toLowerCase() !== 'websocket' || !keyOf16Bytes.test(key))
    throw new UpgradeRefusal(400)
  if (headers['sec-websocket-version'] !== '13') throw new UpgradeRefusal(426)
  const protocol = firstProtocol.exec(headers['sec-websocket-protocol'] ?? '')?.[1]
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${hash('sha1', key + answeredWith, 'base64')}`,
    ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}
