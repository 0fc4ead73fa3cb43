/** The WebSocket layer as RFC 6455 has it, from the wire: whatever reads frames in the server must hold to this. */
import { expect, it } from 'vitest'
import { limits } from '#domain/limits.ts'
import { numbers, until } from '#tests/support/live-client.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'
import { type FrameShape, frameBytes, inPieces, opcodes } from '#tests/support/wire-client.ts'
import { wireRoom } from '#tests/support/wire-room.ts'

const { ping, pong } = opcodes
const asks = (nonce: number) => frameBytes({ payload: numbers(120, nonce) })
/** A message that nobody understands and everybody passes over, of exactly so many bytes. */
const filler = (length: number) => new Uint8Array(length).fill(99)

describeOnBothDatabases('The wire of a live document', (makeApp) => {
  it('reads a message that is cut between any two of its bytes', async () => {
    const { room, enter, edit, pass } = await wireRoom(makeApp)
    const wire = await enter()
    let nonce = 0
    const lengths: FrameShape[] = [{}, { lengthBits: 16 }, { payload: filler(126) }, { payload: filler(65_536) }]
    for (const shape of lengths) {
      const head = frameBytes({ payload: numbers(120, 127), ...shape }).length - (shape.payload?.length ?? 2)
      for (let cut = 1; cut < head + 2; cut++) {
        nonce++
        const bytes = Buffer.concat([frameBytes({ payload: numbers(120, nonce), ...shape }), asks(nonce)])
        await wire.dribble([bytes.subarray(0, cut), bytes.subarray(cut)])
        await wire.hears(nonce)
        pass(60_000)
      }
    }
    expect(wire.isEnded()).toBe(false)
    const words = edit('Byte by byte. ')
    const bytes = Buffer.concat([
      ...inPieces(words, [1, 1, 30]),
      frameBytes({ opcode: ping, payload: 'p' }),
      asks(9_999),
    ])
    await wire.dribble([...bytes].map((byte) => Buffer.from([byte])))
    await wire.hears(9_999)
    expect(wire.pongs()).toEqual(['p'])
    expect(wire.fault()).toBe('')
    expect(await room.words()).toBe('Byte by byte. Calm')
    wire.close()
  })

  it('reads many messages of one chunk, in their order, and the beginning of the next', async () => {
    const { room, enter, edit } = await wireRoom(makeApp)
    const also = Buffer.concat([frameBytes({ payload: edit('With the knock. ') }), asks(1), asks(2).subarray(0, 3)])
    const wire = await enter({ also })
    expect(wire.status).toBe(101)
    await wire.hears(1)
    const nonces = Array.from({ length: 50 }, (_, n) => n + 3)
    wire.write(frameBytes({ opcode: pong }), ...nonces.map(asks))
    expect(wire.saved(2)).toBe(false)
    wire.close()
    const whole = await enter({ also: Buffer.concat(nonces.map(asks)) })
    await whole.hears(52)
    expect(nonces.every((nonce) => whole.saved(nonce))).toBe(true)
    expect(whole.heard.filter(({ payload }) => payload[0] === 120).map(({ payload }) => payload[1])).toEqual(nonces)
    expect(await room.words()).toBe('With the knock. Calm')
    whole.close()
  })

  it('takes a message in pieces, with pings between them that are answered at once', async () => {
    const { room, enter, edit } = await wireRoom(makeApp)
    const wire = await enter()
    const pieces = inPieces(edit('In pieces. '), [1, 2, 2, 9, 25])
    for (const [n, piece] of pieces.entries()) {
      const payload = Buffer.alloc(n * 25, `${n}`)
      wire.write(piece, frameBytes({ opcode: pong, payload }), frameBytes({ opcode: ping, payload }))
      await until(() => wire.pongs().length === n + 1, `pong ${n}`)
      expect(wire.pongs()[n]).toBe(payload.toString())
    }
    wire.write(asks(1))
    await wire.hears(1)
    expect(await room.words()).toBe('In pieces. Calm')
    expect(wire.fault()).toBe('')
    wire.close()
  })

  it('reads lengths on both sides of each form, and answers in the shortest', async () => {
    const { room, enter, edit, pass } = await wireRoom(makeApp)
    const wire = await enter()
    let nonce = 0
    for (const length of [1, 124, 125, 126, 127, 128, 255, 256, 65_535, 65_536, 65_537, 1_000_000, limits.frame]) {
      nonce++
      wire.write(frameBytes({ payload: filler(length) }), asks(nonce))
      await wire.hears(nonce)
      pass(60_000)
    }
    for (const length of [120, 130, 65_000, 66_000]) {
      nonce++
      wire.write(
        frameBytes({ payload: edit('x'.repeat(length)) }),
        asks(nonce),
        frameBytes({ payload: [0, 0, 1, 0] as never }),
      )
      await wire.hears(nonce)
      pass(60_000)
    }
    await until(() => wire.heard.filter(({ payload }) => payload[0] === 0 && payload[1] === 1).length === 4, 'answers')
    expect(wire.fault()).toBe('')
    expect((await room.words()).length).toBe(120 + 130 + 65_000 + 66_000 + 'Calm'.length)
    wire.close()
  })
})
