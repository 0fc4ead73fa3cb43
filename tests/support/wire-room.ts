/** A room as one member's bare TCP socket meets it. */
import { expect } from 'vitest'
import * as Y from 'yjs'
import { message, textOf, until, updateOf } from './live-client.ts'
import { liveRoom, pageOf, stillWorks } from './live-room.ts'
import { stillPace } from './still-pace.ts'
import { frameBytes, goodbye, opcodes, type WireClient, wireClient } from './wire-client.ts'

type MakeApp = Parameters<typeof liveRoom>[0]
export async function wireRoom(makeApp: MakeApp, goodbyeWithin = 5_000) {
  const { pace, pass } = stillPace()
  const room = await liveRoom(makeApp, { pace: { ...pace, goodbyeWithin } })
  const raw = await room.enter(1)
  const page = await pageOf(raw)
  raw.close()
  const enter = (options?: Parameters<typeof wireClient>[3]) =>
    wireClient(room.url, room.documentId, room.cookies[0] ?? '', options)
  /** An edit that stands at the front of the page, as a message. */
  const edit = (words: string) => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(page))
    return message(
      0,
      2,
      updateOf(copy, () => textOf(copy).insert(0, words)),
    )
  }
  /** Nobody is left, nothing was written, and others still work. */
  const isAsBefore = async () => {
    await until(() => room.app.context.rooms.sockets.all === 0, 'its place is free')
    expect(await room.rows()).toBe(1)
    await stillWorks(room)
  }
  return { room, enter, edit, pass, isAsBefore }
}

/**
 * What the client says is followed, in the same breath and afterwards, by an edit that must not be read any more.
 * @returns the code of the server's close frame, once the TCP connection is over too.
 */
export async function closesWith(wire: WireClient, bytes: Uint8Array[], edit: Uint8Array): Promise<number> {
  wire.write(...bytes, frameBytes({ payload: edit }))
  const code = await wire.closeCode()
  if (!wire.isEnded())
    wire.write(frameBytes({ payload: edit }), frameBytes({ opcode: opcodes.close, payload: goodbye(1000) }))
  await wire.ended()
  expect(wire.fault()).toBe('')
  expect(wire.isReset()).toBe(false)
  return code
}
