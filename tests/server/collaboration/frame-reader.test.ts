import type { Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ws from 'ws'
import { limits } from '#domain/limits.ts'
import { FrameReader } from '#server/collaboration/frame-reader.ts'
import { GrowingBytes } from '#server/collaboration/growing-bytes.ts'
import { type FrameShape, frameBytes, goodbye, inPieces, opcodes } from '#tests/support/wire-client.ts'

type Said =
  | [what: 'message' | 'ping' | 'goodbye', hex: string]
  | ['pong']
  | ['text', hex: string]
  | ['broken', code: number]

const hex = (bytes: Uint8Array) =>
  bytes.length > 300
    ? `${bytes.length} bytes, sum ${bytes.reduce((sum, byte) => sum + byte, 0)}`
    : Buffer.from(bytes).toString('hex')

/** What our reader says after each chunk. */
function ours(chunks: Uint8Array[]): Said[][] {
  let said: Said[] = []
  const reader = new FrameReader({
    message: (bytes, isText) => said.push([isText ? 'text' : 'message', hex(bytes)]),
    ping: (bytes) => said.push(['ping', hex(bytes)]),
    pong: () => said.push(['pong']),
    goodbye: (code, payload) => said.push(['goodbye', `${code} ${hex(payload.subarray(2))}`]),
    broken: (code) => said.push(['broken', code]),
  })
  return chunks.map((chunk) => {
    said = []
    reader.push(Uint8Array.from(chunk))
    return said
  })
}

const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable }
const codes: Record<string, number> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_INVALID_UTF8: 1007,
}

/** The same of `ws`. */
async function theirs(chunks: Uint8Array[]): Promise<Said[][]> {
  let said: Said[] = []
  let over = false
  const receiver = new Receiver({ isServer: true, maxPayload: limits.frameHard, maxFragments: limits.pieces })
  receiver.on('message', (bytes, binary) => said.push([binary ? 'message' : 'text', hex(bytes)]))
  receiver.on('ping', (bytes) => said.push(['ping', hex(bytes)]))
  receiver.on('pong', () => said.push(['pong']))
  receiver.on('conclude', (code, reason) => {
    over = true
    said.push(['goodbye', `${code} ${hex(reason)}`])
  })
  receiver.on('error', ({ code }: Error & { code: string }) => {
    over = true
    said.push(['broken', codes[code] ?? 1002])
  })
  const all: Said[][] = []
  for (const chunk of chunks) {
    said = []
    if (!over) receiver.write(Buffer.from(chunk))
    await new Promise((resolve) => process.nextTick(resolve))
    all.push(said)
  }
  receiver.destroy()
  return all
}

async function agree(chunks: Uint8Array[]): Promise<Said[]> {
  const said = ours(chunks)
  expect(said).toEqual(await theirs(chunks))
  return said.flat()
}

/** Cuts bytes where the numbers say, again and again. */
function cut(bytes: Uint8Array, sizes: number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes.length === 0 ? bytes.length : (sizes[n % sizes.length] ?? 1)
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 8 }),
  fc.uint8Array({ maxLength: 140 }),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  fc.constantFrom(125, 126, 127, 65_535, 65_536, 70_001).map((length) => new Uint8Array(length).fill(length % 251)),
  fc
    .tuple(fc.constantFrom(999, 1000, 1004, 1005, 1014, 1015, 3000, 4999, 5000), fc.string())
    .map(([code, reason]) => goodbye(code, reason)),
)
/** One frame, mostly right. */
const frame = fc.oneof(
  { weight: 6, arbitrary: payload.map((payload) => [frameBytes({ payload })]) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        opcode: fc.constantFrom(opcodes.ping, opcodes.pong),
        payload: fc.uint8Array({ maxLength: 125 }),
      })
      .map((shape) => [frameBytes(shape)]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(payload, fc.array(fc.nat(140), { maxLength: 4 }), fc.constantFrom(1, 2))
      .map(([payload, cuts, opcode]) =>
        inPieces(
          payload,
          cuts.map((at) => Math.min(at, payload.length)).sort((a, b) => a - b),
          opcode,
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record<FrameShape>({
        opcode: fc.nat(15),
        fin: fc.boolean(),
        reserved: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 4),
        masked: fc.constantFrom(true, true, true, true, false),
        payload,
      })
      .map((shape) => [frameBytes(shape)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        lengthBits: fc.constant(64 as const),
        opcode: fc.constantFrom(0, 1, 2, 9),
        length: fc.bigInt({ min: BigInt(limits.frameHard) - 2n, max: (1n << 64n) - 1n }),
      })
      .map((shape) => [frameBytes(shape)]),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => [bytes]) },
)

describe('A reader of frames', () => {
  it('says the same as ws, at the same byte, whatever comes and however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 12 }),
        fc.oneof(
          fc.constant<number[]>([]),
          fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
          fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }),
        ),
        async (frames, sizes) => {
          const bytes = Buffer.concat(frames.flat())
          // A chunk for each few bytes of a long message would take all day.
          await agree(cut(bytes, bytes.length > 5_000 ? sizes.map((size) => size * 50) : sizes))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('says the same as ws where a right conversation is cut between any two of its bytes', async () => {
    const bytes = Buffer.concat([
      frameBytes({ payload: 'one' }),
      frameBytes({ payload: 'x'.repeat(126) }),
      ...inPieces(Buffer.from('in pieces'), [0, 2, 2, 5]),
      frameBytes({ fin: false, payload: 'with a ping' }),
      frameBytes({ opcode: opcodes.ping, payload: 'between' }),
      frameBytes({ opcode: opcodes.continuation, payload: ' inside' }),
      frameBytes({ payload: 'long', lengthBits: 64 }),
      frameBytes({ opcode: opcodes.text, payload: 'ü' }),
      frameBytes({ opcode: opcodes.pong }),
      frameBytes({ opcode: opcodes.close, payload: goodbye(1001, 'até já') }),
      frameBytes({ payload: 'never' }),
    ])
    const whole = await agree([bytes])
    expect(whole.map(([what]) => what)).toEqual([
      'message',
      'message',
      'message',
      'ping',
      'message',
      'message',
      'text',
      'pong',
      'goodbye',
    ])
    for (let at = 1; at < bytes.length; at++) {
      expect(await agree([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole)
    }
    expect(await agree(cut(bytes, [1]))).toEqual(whole)
  })

  it('says the same as ws of every close code, of reasons that are no text, and of very many pieces', async () => {
    const closes: Said[] = []
    const known = [0, 999, 2999, 3000, 4999, 5000, 65_535, ...Array.from({ length: 18 }, (_, n) => 1000 + n)]
    for (const code of known) {
      for (const reason of ['', 'até já', Uint8Array.of(0xc3, 0x28), Uint8Array.of(0xe2, 0x82)]) {
        closes.push(...(await agree([frameBytes({ opcode: opcodes.close, payload: goodbye(code, reason) })])))
      }
    }
    const count = (what: Said[0], code: number) => closes.filter((said) => said[0] === what && said[1] === code).length
    expect([count('broken', 1002), count('broken', 1007)]).toEqual([4 * 11, 2 * 14])
    const piece = frameBytes({ opcode: opcodes.continuation, fin: false })
    const rest = Buffer.concat(Array.from({ length: limits.pieces - 2 }, () => piece))
    const begun = [frameBytes({ fin: false, payload: 'begun' }), rest]
    const ended = frameBytes({ opcode: opcodes.continuation, payload: ' and ended' })
    expect(await agree([...begun, ended])).toEqual([['message', hex(Buffer.from('begun and ended'))]])
    expect(await agree([...begun, piece, ended])).toEqual([['broken', 1008]])
  })

  it('gives a message as a view of its chunk', () => {
    const heard: Uint8Array[] = []
    const not = () => {
      throw new Error('only messages were sent')
    }
    const message = (bytes: Uint8Array) => heard.push(bytes)
    const reader = new FrameReader({ message, ping: not, pong: not, goodbye: not, broken: not })
    const chunk = Uint8Array.from([...frameBytes({ payload: 'here' }), ...frameBytes({ payload: 'and here' })])
    reader.push(chunk)
    expect(heard.map((bytes) => Buffer.from(bytes).toString())).toEqual(['here', 'and here'])
    expect(heard.every(({ buffer }) => buffer === chunk.buffer)).toBe(true)
  })

  it('keeps of a message that is not whole no more than twice what has come', () => {
    const bytes = new GrowingBytes()
    const part = new Uint8Array(1_000).map((_, n) => n)
    for (let n = 1; n <= 100; n++) {
      bytes.add(part, 0, part.length, limits.frameHard)
      expect(bytes.bytes.length).toBeLessThanOrEqual(2 * bytes.length)
      expect(bytes.length).toBe(n * part.length)
    }
    expect(Buffer.from(bytes.bytes.subarray(99_000, 100_000)).equals(part)).toBe(true)
    const last = new GrowingBytes()
    last.add(part, 0, 700, 701)
    expect(last.bytes.length).toBe(701)
  })
})
