/** What RFC 6455 forbids on the wire, and our limits: whatever reads frames in the server must refuse it. */
import { expect, it } from 'vitest'
import { limits } from '#domain/limits.ts'
import { numbers } from '#tests/support/live-client.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'
import { type FrameShape, frameBytes, goodbye, inPieces, opcodes } from '#tests/support/wire-client.ts'
import { closesWith, wireRoom } from '#tests/support/wire-room.ts'

const { continuation, text, close, ping, pong } = opcodes
const asks = (nonce: number) => frameBytes({ payload: numbers(120, nonce) })
/** A message that nobody understands and everybody passes over, of exactly so many bytes. */
const filler = (length: number) => new Uint8Array(length).fill(99)

const wrong: Record<string, FrameShape[]> = {
  'a frame without a mask': [{ masked: false, payload: numbers(120, 1) }],
  'an empty frame without a mask': [{ masked: false }],
  'a ping without a mask': [{ opcode: ping, masked: false }],
  'the first reserved bit': [{ reserved: 4, payload: numbers(120, 1) }],
  'the second reserved bit': [{ reserved: 2 }],
  'the third reserved bit': [{ reserved: 1 }],
  'a reserved bit of a ping': [{ reserved: 4, opcode: ping }],
  'a reserved bit of a later piece': [
    { fin: false, payload: 'a' },
    { opcode: continuation, reserved: 4 },
  ],
  ...Object.fromEntries([3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) => [`opcode ${opcode}`, [{ opcode }]])),
  'an unknown opcode between pieces': [{ fin: false, payload: 'a' }, { opcode: 3 }],
  'a ping of 126 bytes': [{ opcode: ping, payload: filler(126) }],
  'a pong of 65,536 bytes': [{ opcode: pong, payload: filler(65_536) }],
  'a close of 126 bytes': [{ opcode: close, payload: goodbye(1000, 'x'.repeat(124)) }],
  'a ping in pieces': [{ opcode: ping, fin: false }],
  'a close in pieces': [{ opcode: close, fin: false, payload: goodbye(1000) }],
  'a piece without a beginning': [{ opcode: continuation, payload: numbers(120, 1) }],
  'a first piece without a beginning': [{ opcode: continuation, fin: false }],
  'a piece after the end': [{ payload: numbers(120, 1) }, { opcode: continuation }],
  'a new message before the end of the last': [{ fin: false, payload: 'a' }, { payload: numbers(120, 1) }],
  'a new text before the end of the last message': [{ fin: false }, { opcode: text, fin: false }],
  'a close of one byte': [{ opcode: close, payload: 'a' }],
  ...Object.fromEntries(
    [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code) => [
      `the close code ${code}`,
      [{ opcode: close, payload: goodbye(code) }],
    ]),
  ),
}

const tooLong: Record<string, Buffer[]> = {
  'a length with its highest bit set': [frameBytes({ lengthBits: 64, length: 1n << 63n })],
  'the longest length of all': [frameBytes({ lengthBits: 64, length: (1n << 64n) - 1n })],
  'a length that no number can hold': [frameBytes({ lengthBits: 64, length: 1n << 53n })],
  'a length of 4 GB': [frameBytes({ lengthBits: 64, length: 1n << 32n })],
  'a length of 4 MB and a byte': [frameBytes({ length: BigInt(limits.frameHard + 1) })],
  'pieces that are too long together': [
    frameBytes({ fin: false, payload: filler(65_536) }),
    frameBytes({ opcode: continuation, fin: false, length: BigInt(limits.frameHard - 65_536 + 1) }),
  ],
  'a text of 4 MB and a byte': [frameBytes({ opcode: text, length: BigInt(limits.frameHard + 1) })],
}

const notUtf8 = new Uint8Array([0xc3, 0x28])
const otherwise: [name: string, code: number, Buffer[]][] = [
  ['a text', 4400, [frameBytes({ opcode: text, payload: 'Hello' })]],
  ['an empty text', 4400, [frameBytes({ opcode: text })]],
  ['a text in pieces', 4400, inPieces(Buffer.from('Hello ü'), [1, 7], text)],
  ['a text that is none', 1007, [frameBytes({ opcode: text, payload: notUtf8 })]],
  ['half a letter at the end of a text', 1007, [frameBytes({ opcode: text, payload: new Uint8Array([0xe2, 0x82]) })]],
  ['a reason that is no text', 1007, [frameBytes({ opcode: close, payload: goodbye(1000, notUtf8) })]],
  ['an empty message', 4400, [frameBytes()]],
  ['a message of empty pieces', 4400, inPieces(new Uint8Array(), [0, 0])],
  [
    'twenty thousand empty pieces',
    1008,
    [
      frameBytes({ fin: false }),
      ...Array.from({ length: 20_000 }, () => frameBytes({ opcode: continuation, fin: false })),
    ],
  ],
]

describeOnBothDatabases('The wire of a live document', (makeApp) => {
  it('ends with 1002 where a frame is wrong, whatever comes after it', async () => {
    const { enter, edit, isAsBefore } = await wireRoom(makeApp)
    const codes: Record<string, number> = {}
    for (const [name, shapes] of Object.entries(wrong)) {
      codes[name] = await closesWith(await enter(), shapes.map(frameBytes), edit('Never. '))
    }
    expect(codes).toEqual(Object.fromEntries(Object.keys(wrong).map((name) => [name, 1002])))
    await isAsBefore()
  })

  it('ends with 1009 as soon as a length says more than 4 MB, without waiting for a byte of it', async () => {
    const { enter, isAsBefore } = await wireRoom(makeApp)
    for (const [name, bytes] of Object.entries(tooLong)) {
      const wire = await enter()
      wire.write(...bytes)
      expect(await wire.closeCode(), name).toBe(1009)
      wire.close()
    }
    await isAsBefore()
  })

  it('says why also to a client that goes on sending', async () => {
    const { enter, edit, isAsBefore } = await wireRoom(makeApp)
    const rest = new Uint8Array(3_000_000)
    for (const [bytes, code] of [
      [frameBytes({ length: BigInt(limits.frameHard + 1) }), 1009],
      [frameBytes({ reserved: 7 }), 1002],
      [frameBytes({ payload: new Uint8Array(limits.frame + 1) }), 4413],
      [frameBytes({ opcode: text, payload: 'Hello' }), 4400],
    ] as const) {
      for (let n = 0; n < 5; n++) expect(await closesWith(await enter(), [bytes, rest], edit('Never. '))).toBe(code)
    }
    await isAsBefore()
  })

  it('has its codes for texts, for what is no text, for nothing at all and for too many pieces', async () => {
    const { enter, edit, isAsBefore } = await wireRoom(makeApp)
    for (const [name, code, bytes] of otherwise) {
      expect(await closesWith(await enter(), bytes, edit('Never. ')), name).toBe(code)
    }
    await isAsBefore()
  })

  it('counts pings, so that nobody can ask for answers without end', async () => {
    const { enter, isAsBefore } = await wireRoom(makeApp)
    for (const opcode of [ping, pong]) {
      const wire = await enter()
      const one = frameBytes({ opcode, payload: 'a' })
      wire.write(...Array.from({ length: limits.messageBurst }, () => one), asks(1))
      await wire.hears(1)
      wire.write(one, asks(2))
      expect(await wire.closeCode()).toBe(4429)
      expect(wire.pongs()).toHaveLength(opcode === ping ? limits.messageBurst : 0)
      expect(wire.saved(2)).toBe(false)
      wire.close()
    }
    await isAsBefore()
  })

  it('answers a close with the same code, and reads nothing behind it', async () => {
    const { enter, edit, isAsBefore } = await wireRoom(makeApp)
    for (const [payload, code] of [
      ['', 1005],
      ...[1000, 1001, 1003, 1007, 1008, 1011, 1012, 1014, 3000, 4000, 4999].map(
        (code) => [goodbye(code), code] as const,
      ),
      [goodbye(1000, 'x'.repeat(123)), 1000],
      [goodbye(1001, 'até já ✓'), 1001],
    ] as const) {
      expect(await closesWith(await enter(), [frameBytes({ opcode: close, payload })], edit('Never. '))).toBe(code)
    }
    const between = await enter()
    const [first, last] = inPieces(edit('Never. '), [4])
    const bytes = [first ?? '', frameBytes({ opcode: close, payload: goodbye(1000) }), last ?? ''] as Buffer[]
    expect(await closesWith(between, bytes, edit('Never. '))).toBe(1000)
    await isAsBefore()
  })

  it('ends the line where its own goodbye stays without an answer', async () => {
    const { enter, isAsBefore } = await wireRoom(makeApp, 100)
    const wire = await enter()
    wire.write(frameBytes({ opcode: text, payload: 'Hello' }))
    expect(await wire.closeCode()).toBe(4400)
    expect(wire.reason()).toBe('messages are binary')
    await wire.ended()
    await isAsBefore()
  })

  it('lives through lines that end in the middle of anything', async () => {
    const { enter, edit, isAsBefore } = await wireRoom(makeApp)
    const whole = Buffer.concat(inPieces(edit('Never. '), [3, 20]))
    const lastFrame = frameBytes({ opcode: continuation, payload: '' }).length
    for (let length = 1; length < whole.length - lastFrame; length += 3) {
      for (const end of ['end', 'resetAndDestroy', 'destroy'] as const) {
        const wire = await enter()
        await wire.dribble([whole.subarray(0, length)])
        wire.socket[end]()
        await wire.ended()
      }
    }
    await isAsBefore()
  })

  it('opens only for a right handshake, and a wrong one leaves nothing behind', async () => {
    const { enter, isAsBefore } = await wireRoom(makeApp)
    const knocks: Parameters<typeof enter>[0][] = [
      { headers: { 'Sec-WebSocket-Key': '' } },
      { headers: { 'Sec-WebSocket-Key': 'short' } },
      { headers: { 'Sec-WebSocket-Version': '' } },
      { headers: { 'Sec-WebSocket-Version': '7' } },
      { headers: { 'Sec-WebSocket-Version': 'x' } },
      { headers: { Upgrade: 'h2c' } },
      { method: 'POST' },
    ]
    for (const knock of knocks) {
      const wire = await enter(knock)
      expect([400, 405, 426], JSON.stringify(knock)).toContain(wire.status)
      wire.close()
    }
    const squeezed = await enter({ headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate' } })
    expect(squeezed.status).toBe(101)
    expect(squeezed.head).not.toContain('Sec-WebSocket-Extensions')
    squeezed.write(frameBytes({ reserved: 4, payload: numbers(120, 1) }))
    expect(await squeezed.closeCode()).toBe(1002)
    await isAsBefore()
  })
})
