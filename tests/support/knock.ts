import { connect } from 'node:net'

/**
 * Knocks at the door of live documents byte by byte, as no WebSocket library would.
 * @returns the status of the answer; 0 when the connection ended without one.
 */
export function knock(
  appUrl: string,
  { path, cookie, headers = [], also = '' }: { path: string; cookie?: string; headers?: string[]; also?: string },
): Promise<number> {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: x',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...headers,
  ]
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(appUrl).port), '127.0.0.1', () => {
      socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${also}`, 'latin1'))
    })
    const done = () => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0))
      socket.destroy()
    }
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      if (answer.includes('\r\n\r\n')) done()
    })
    socket.on('error', done)
    socket.on('close', done)
  })
}
