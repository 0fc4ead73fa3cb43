import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'
import { encodeAwareness, readAwareness } from '#domain/sync/wire.ts'
import { message, type RawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, stillWorks } from '#tests/support/live-room.ts'
import { stillPace } from '#tests/support/still-pace.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const [below, at, above] = [-1, 0, 1]

/** Sends so many small messages and says whether the socket lived through them. */
async function survives(raw: RawClient, count: number, one: Uint8Array): Promise<boolean> {
  for (let n = 0; n < count; n++) raw.send(one)
  raw.socket.ping()
  await Promise.race([new Promise((resolve) => raw.socket.once('pong', resolve)), raw.closeCode()])
  await new Promise((resolve) => setTimeout(resolve, 20))
  return !raw.isClosed()
}

/** An edit whose message has exactly so many bytes. */
function editOfBytes(document: Y.Doc, bytes: number): Uint8Array {
  const write = (length: number) => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(document))
    copy.clientID = 4_000_000_001
    return updateOf(copy, () => textOf(copy).insert(4, 'x'.repeat(length)))
  }
  const around = message(0, 2, write(bytes - 100)).length - (bytes - 100)
  return message(0, 2, write(bytes - around))
}

const silence = message(1, undefined, new Uint8Array([0]))
const question = new Uint8Array([3])

describeOnBothDatabases('A live document takes', (makeApp) => {
  it('a message of 2 MB less a byte, of 2 MB, and not of a byte more', async () => {
    const room = await liveRoom(makeApp)
    for (const [nonce, more] of [below, at].entries()) {
      const raw = await room.enter()
      const edit = editOfBytes(await pageOf(raw), limits.frame + more)
      expect(edit.length).toBe(limits.frame + more)
      raw.send(edit)
      raw.askSaved(nonce)
      await raw.saved(nonce)
      raw.close()
    }
    const raw = await room.enter()
    raw.send(new Uint8Array(limits.frame + above))
    expect(await raw.closeCode()).toBe(4413)
    await stillWorks(room)
  })

  it('no message over 4 MB into memory at all', async () => {
    const room = await liveRoom(makeApp)
    for (const [more, code] of [
      [below, 4413],
      [at, 4413],
      [above, 1009],
    ] as const) {
      const raw = await room.enter()
      raw.send(new Uint8Array(limits.frameHard + more))
      expect(await raw.closeCode()).toBe(code)
    }
    await stillWorks(room)
  })

  it('a message in a few pieces, and not in twenty thousand', async () => {
    const room = await liveRoom(makeApp)
    const raw = await room.enter()
    for (let n = 0; n < 20_000; n++) raw.socket.send(new Uint8Array([120]), { fin: false })
    expect(await raw.closeCode()).toBe(1008)
    await stillWorks(room)
  })

  it('carets of 4 KB, counted in bytes and not in letters', async () => {
    const room = await liveRoom(makeApp)
    const [one, two] = [await room.enter(0), await room.enter(1)]
    const state = (bytes: number, letter: string) => {
      const inside = bytes - '{"a":""}'.length
      const letters = Math.floor(inside / Buffer.byteLength(letter))
      return `{"a":"${letter.repeat(letters)}${'x'.repeat(inside - letters * Buffer.byteLength(letter))}"}`
    }
    const heard = () => two.heard.flatMap((each) => (each.kind === 'awareness' ? readAwareness(each.bytes) : []))
    let clock = 0
    for (const letter of ['x', 'ش', '語']) {
      for (const more of [above, below, at]) {
        clock++
        expect(Buffer.byteLength(state(limits.awareness + more, letter))).toBe(limits.awareness + more)
        one.sendAwareness(encodeAwareness([{ clientId: 11, clock, state: state(limits.awareness + more, letter) }]))
        if (more === above) continue
        await until(() => heard().at(-1)?.clock === clock, `${letter} ${more}`)
      }
    }
    expect(heard().map((entry) => entry.clock % 3)).not.toContain(1)
    one.close()
    two.close()
  })

  it('200 messages at once and 60 a second after that', async () => {
    const { pace, pass } = stillPace()
    const room = await liveRoom(makeApp, { pace })
    for (const more of [below, at, above]) {
      const burst = await room.enter()
      expect(await survives(burst, limits.messageBurst + more, question)).toBe(more !== above)
      if (more === above) expect(await burst.closeCode()).toBe(4429)
      burst.close()
      const steady = await room.enter()
      await survives(steady, limits.messageBurst, question)
      pass(1_000)
      expect(await survives(steady, limits.messagesPerSecond + more, question)).toBe(more !== above)
      steady.close()
    }
    await stillWorks(room)
  })

  it('600 carets at once and 120 a second after that', async () => {
    const { pace, pass } = stillPace()
    const room = await liveRoom(makeApp, { pace })
    for (const more of [below, at, above]) {
      const raw = await room.enter()
      expect(await survives(raw, limits.caretBurst, silence)).toBe(true)
      pass(1_000)
      expect(await survives(raw, limits.caretsPerSecond + more, silence)).toBe(more !== above)
      if (more === above) expect(await raw.closeCode()).toBe(4429)
      raw.close()
    }
    await stillWorks(room)
  })

  it('long messages more slowly: one of 2 MB counts as 65', async () => {
    const { pace } = stillPace()
    const room = await liveRoom(makeApp, { pace })
    const raw = await room.enter()
    const large = message(99, undefined, new Uint8Array(limits.frame - 10))
    expect(await survives(raw, 3, large)).toBe(true)
    expect(await survives(raw, 1, large)).toBe(false)
    expect(await raw.closeCode()).toBe(4429)
  })

  it('ten questions for the whole state a minute', async () => {
    const { pace, pass } = stillPace()
    const room = await liveRoom(makeApp, { pace })
    const ask = message(0, 0, new Uint8Array([0]))
    for (const more of [below, at, above]) {
      const raw = await room.enter()
      expect(await survives(raw, limits.syncStep1PerMinute, ask)).toBe(true)
      pass(60_000)
      expect(await survives(raw, limits.syncStep1PerMinute + more, ask)).toBe(more !== above)
      if (more === above) expect(await raw.closeCode()).toBe(4429)
      raw.close()
    }
  })

  it('so many sockets of an address and of all, and one more when one has left', async () => {
    for (const [name, status] of [
      ['LIMIT_SOCKETS_PER_ADDRESS', 429],
      ['LIMIT_SOCKETS', 503],
    ] as const) {
      const room = await liveRoom(makeApp, { environment: { [name]: '2' } })
      const [one, two, three] = [await room.enter(0), await room.enter(1), await room.enter(2)]
      expect([one.status, two.status, three.status]).toEqual([101, 101, status])
      one.close()
      await until(() => room.app.context.rooms.sockets.all === 1, 'its place is free')
      const four = await room.enter(2)
      expect(four.status).toBe(101)
      for (const raw of [two, four]) raw.close()
    }
  })

  it('twenty sockets of one person', async () => {
    const room = await liveRoom(makeApp)
    const open = await Promise.all(Array.from({ length: 20 }, () => room.enter(0)))
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set([101]))
    expect((await room.enter(0)).status).toBe(429)
    expect((await room.enter(1)).status).toBe(101)
    for (const raw of open) raw.close()
  })
})
