/** A WebSocket client made of nothing but a TCP socket: it can say every byte that a library would not. */
import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { numbers, until } from './live-client.ts'

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export type FrameShape = {
  opcode?: number
  payload?: Uint8Array | string
  fin?: boolean
  /** The three reserved bits, as a number from 0 to 7. */
  reserved?: number
  masked?: boolean
  /** How the length is written; as RFC 6455 wants it when left out. */
  lengthBits?: 7 | 16 | 64
  /** A length that need not be true. */
  length?: bigint
}

/** The bytes of one frame, right or wrong. */
export function frameBytes(shape: FrameShape = {}): Buffer {
  const { opcode = opcodes.binary, fin = true, reserved = 0, masked = true } = shape
  const payload = Buffer.from(shape.payload ?? '')
  const length = shape.length ?? BigInt(payload.length)
  const bits = shape.lengthBits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64)
  const head = Buffer.alloc(bits === 7 ? 2 : bits === 16 ? 4 : 10)
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  head[1] = (masked ? 0x80 : 0) | (bits === 7 ? Number(length) : bits === 16 ? 126 : 127)
  if (bits === 16) head.writeUInt16BE(Number(length), 2)
  if (bits === 64) head.writeBigUInt64BE(BigInt.asUintN(64, length), 2)
  if (!masked) return Buffer.concat([head, payload])
  const mask = randomBytes(4)
  return Buffer.concat([head, mask, payload.map((byte, n) => byte ^ (mask[n % 4] ?? 0))])
}

/** A whole message in so many pieces, as bytes of its frames. */
export function inPieces(message: Uint8Array, cuts: number[], opcode: number = opcodes.binary): Buffer[] {
  const edges = [0, ...cuts, message.length]
  return edges.slice(1).map((end, n) =>
    frameBytes({
      opcode: n === 0 ? opcode : opcodes.continuation,
      fin: n === edges.length - 2,
      payload: message.subarray(edges[n], end),
    }),
  )
}

/** A close frame's payload. */
export function goodbye(code: number, reason: string | Uint8Array = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)])
}

export type WireFrame = { opcode: number; payload: Buffer }

/** Knocks with a right handshake, or one whose headers a test replaces; `also` comes in the same write. */
export async function wireClient(
  appUrl: string,
  documentId: string,
  cookie: string,
  { headers = {}, method = 'GET', also }: { headers?: Record<string, string>; method?: string; also?: Buffer } = {},
) {
  const key = randomBytes(16).toString('base64')
  const lines = Object.entries({
    Host: 'x',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Version': '13',
    Cookie: cookie,
    ...headers,
  }).filter(([, value]) => value !== '')
  const request = [`${method} /collab/${documentId} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  const socket = connect(Number(new URL(appUrl).port), '127.0.0.1')
  socket.setNoDelay(true)
  const heard: WireFrame[] = []
  const state = { head: '', unread: Buffer.alloc(0), ended: false, reset: false, fault: '' }
  socket.on('data', (data) => {
    state.unread = Buffer.concat([state.unread, data])
    if (state.head === '') readHead(state)
    if (state.head !== '') readFrames(state, heard)
  })
  socket.on('end', () => socket.end())
  socket.on('error', () => {
    state.reset = true
  })
  socket.on('close', () => {
    state.ended = true
  })
  socket.write(Buffer.concat([Buffer.from(`${request.join('\r\n')}\r\n\r\n`), also ?? Buffer.alloc(0)]))
  await until(() => state.head !== '' || state.ended, 'an answer to the knock')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(state.head)?.[1] ?? 0)
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  if (status === 101 && !state.head.includes(`Sec-WebSocket-Accept: ${accept}\r\n`)) throw new Error('a wrong accept')
  const closeFrame = () => heard.find(({ opcode }) => opcode === opcodes.close)
  const client = {
    socket,
    status,
    head: state.head,
    heard,
    write: (...bytes: Uint8Array[]) => socket.write(Buffer.concat(bytes)),
    /** Writes pieces that arrive each by itself. */
    async dribble(pieces: Uint8Array[]) {
      for (const piece of pieces) {
        await new Promise((resolve) => socket.write(piece, resolve))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
    saved: (nonce: number) =>
      heard.some(({ payload }) => payload[0] === 120 && payload.subarray(0, -1).equals(numbers(120, nonce))),
    hears: (nonce: number) => until(() => client.saved(nonce), `saved ${nonce}`),
    pongs: () => heard.flatMap(({ opcode, payload }) => (opcode === opcodes.pong ? [payload.toString('latin1')] : [])),
    closed: () => state.ended || closeFrame() !== undefined,
    /** The code that the server gave; 1005 where its close frame was empty, 1006 where none came. */
    async closeCode() {
      await until(() => state.ended || closeFrame() !== undefined, 'closed')
      const frame = closeFrame()
      return frame ? (frame.payload.length === 0 ? 1005 : frame.payload.readUInt16BE(0)) : 1006
    },
    reason: () => closeFrame()?.payload.subarray(2).toString() ?? '',
    /** The TCP connection is over. */
    ended: () => until(() => state.ended, 'ended'),
    isEnded: () => state.ended,
    /** It was torn, which may take the last words along. */
    isReset: () => state.reset,
    fault: () => state.fault,
    close: () => socket.destroy(),
  }
  return client
}
export type WireClient = Awaited<ReturnType<typeof wireClient>>

type Reading = { head: string; unread: Buffer; fault: string }

function readHead(state: Reading): void {
  const end = state.unread.indexOf('\r\n\r\n')
  if (end < 0) return
  state.head = state.unread.subarray(0, end + 2).toString('latin1')
  state.unread = state.unread.subarray(end + 4)
}

/** Reads what a server may send, and notes whatever it must not. */
function readFrames(state: Reading, heard: WireFrame[]): void {
  if (!state.head.startsWith('HTTP/1.1 101')) return
  for (;;) {
    const { unread } = state
    if (unread.length < 2) return
    const [first = 0, second = 0] = unread
    if ((first & 0xf0) !== 0x80) state.fault = 'a piece of a message, or a reserved bit'
    if (second & 0x80) state.fault = 'a masked frame'
    const start = second === 126 ? 4 : second === 127 ? 10 : 2
    if (unread.length < start) return
    const length = start === 4 ? unread.readUInt16BE(2) : start === 10 ? Number(unread.readBigUInt64BE(2)) : second
    if ((start === 4 && length < 126) || (start === 10 && length < 65_536)) state.fault = 'a length written too long'
    if (unread.length < start + length) return
    if (heard.at(-1)?.opcode === opcodes.close) state.fault = 'something after its close frame'
    heard.push({ opcode: first & 15, payload: unread.subarray(start, start + length) })
    state.unread = unread.subarray(start + length)
  }
}
