import { expect, it } from 'vitest'
import { limits } from '#domain/limits.ts'
import { encodeAwareness, readAwareness } from '#domain/sync/wire.ts'
import { numbers, type RawClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { type LiveRoom, liveRoom, pageOf, stillWorks } from '#tests/support/live-room.ts'
import { stillPace } from '#tests/support/still-pace.ts'
import { tcpProxy } from '#tests/support/tcp-proxy.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'
import { frameBytes, wireClient } from '#tests/support/wire-client.ts'

/** Rates do not count here. */
function hurried() {
  let now = 0
  return {
    now: () => {
      now += 1_000
      return now
    },
    sweepEvery: 3_600_000,
  }
}

/** The server's side of a member's only socket. */
async function sideOf(room: LiveRoom, who: number) {
  const { connections } = await room.inside()
  const found = [...connections].find(({ seat }) => seat.personId === room.team.memberIds[who])
  if (!found) throw new Error('not in the room')
  return found
}

const carets = (raw: RawClient) =>
  raw.heard.flatMap((one) => (one.kind === 'awareness' ? readAwareness(one.bytes).map(({ clock }) => clock) : []))
const caret = (clock: number) => encodeAwareness([{ clientId: 11, clock, state: `{"cursor":${clock}}` }])

describeOnBothDatabases('A peer who does not keep up', (makeApp) => {
  it('misses carets from 1 MB on, but no edit, and hears carets again afterwards', async () => {
    const room = await liveRoom(makeApp, { pace: hurried() })
    const [writer, slow, healthy] = [await room.enter(0), await room.enter(1), await room.enter(2)]
    const document = await pageOf(writer)
    await pageOf(slow)
    slow.socket.pause()
    const side = await sideOf(room, 1)
    let edits = 0
    while (side.unread <= limits.slowPeer && edits < 60) {
      writer.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'x'.repeat(500_000))))
      writer.sendUpdate(updateOf(document, () => textOf(document).delete(0, 500_000)))
      edits += 2
      await until(() => healthy.heard.filter(({ kind }) => kind === 'update').length === edits, 'heard by the other')
    }
    expect(side.unread).toBeGreaterThan(limits.slowPeer)
    writer.sendAwareness(caret(1))
    await until(() => carets(healthy).includes(1), 'a caret for who keeps up')
    slow.socket.resume()
    await until(() => slow.heard.filter(({ kind }) => kind === 'update').length === edits, 'every edit')
    await until(() => side.unread === 0, 'all is read')
    writer.sendAwareness(caret(2))
    await until(() => carets(slow).includes(2), 'carets again')
    expect(carets(slow)).not.toContain(1)
    for (const raw of [writer, slow, healthy]) raw.close()
  })

  it('is ended from 8 MB on, and finds everything when it comes back', async () => {
    const room = await liveRoom(makeApp, { pace: hurried() })
    const [writer, stuck] = [await room.enter(0), await room.enter(1)]
    const document = await pageOf(writer)
    await pageOf(stuck)
    stuck.socket.pause()
    const side = await sideOf(room, 1)
    let most = 0
    for (let n = 0; side.open && n < 60; n++) {
      writer.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'x'.repeat(500_000))))
      writer.sendUpdate(updateOf(document, () => textOf(document).delete(0, 500_000)))
      writer.askSaved(n)
      await writer.saved(n)
      most = Math.max(most, side.unread)
    }
    expect(side.open).toBe(false)
    expect(most).toBeGreaterThan(limits.slowPeer)
    expect(most).toBeLessThan(limits.stuckPeer + 1_000_000)
    stuck.close()
    const back = await room.enter(1)
    expect(wordsOf(await pageOf(back))).toEqual(wordsOf(document))
    for (const raw of [writer, back]) raw.close()
    await stillWorks(room)
  })

  it('may take its time over a page of 9 MB while others write', async () => {
    const room = await liveRoom(makeApp, { pace: hurried() })
    const writer = await room.enter(0)
    const document = await pageOf(writer)
    for (let n = 0; n < 5; n++) {
      writer.sendUpdate(updateOf(document, () => textOf(document).insert(4, 'x'.repeat(1_800_000))))
      writer.askSaved(n)
      await writer.saved(n, 15_000)
    }
    const slow = await room.enter(1)
    slow.sendStep1(new Uint8Array([0]))
    slow.socket.pause()
    const side = await sideOf(room, 1)
    await until(() => side.unread > 1_000_000, 'on its way', 15_000)
    for (let n = 0; n < 20; n++) {
      writer.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'y')))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(side.open).toBe(true)
    slow.socket.resume()
    await until(() => slow.heard.filter(({ kind }) => kind === 'update').length >= 20, 'heard in the end', 15_000)
    for (const raw of [writer, slow]) raw.close()
  }, 60_000)
})

describeOnBothDatabases('A line that fell silent', (makeApp) => {
  it('is noticed by the server’s own question, while a quiet page stays', async () => {
    const room = await liveRoom(makeApp, { pace: { sweepEvery: 20, pingEvery: 150 } })
    const proxy = await tcpProxy(room.url)
    const lost = await rawClient(proxy.url, room.documentId, room.cookies[0])
    const quiet = await room.enter(1)
    expect([lost.status, quiet.status]).toEqual([101, 101])
    proxy.fallSilent()
    const present = () => room.app.context.rooms.presence([room.documentId]).map(({ personId }) => personId)
    await until(() => !present().includes(room.team.memberIds[0] ?? ''), 'the lost one is gone')
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(present()).toEqual([room.team.memberIds[1]])
    expect(quiet.isClosed()).toBe(false)
    await until(() => room.app.context.rooms.sockets.all === 1, 'its place is free')
    quiet.close()
    proxy.close()
    await stillWorks(room)
  })

  it('is told from one so slow that a long message leaves no room for an answer', async () => {
    const room = await liveRoom(makeApp, { pace: { sweepEvery: 20, pingEvery: 150 } })
    const wire = await wireClient(room.url, room.documentId, room.cookies[0] ?? '')
    const bytes = frameBytes({ payload: new Uint8Array(30).fill(99) })
    for (const byte of bytes) {
      wire.write(Buffer.from([byte]))
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    wire.write(frameBytes({ payload: numbers(120, 1) }))
    await wire.hears(1)
    await wire.dribble([bytes.subarray(0, 9)])
    expect(await wire.closeCode()).toBe(1006)
  })

  it('is not seen in every page because the server itself was put to sleep', async () => {
    const { pace, pass } = stillPace()
    const room = await liveRoom(makeApp, { pace: { ...pace, sweepEvery: 10, pingEvery: 1_000 } })
    const asleep = await room.enter(0)
    asleep.socket.pause()
    const sweeps = () => new Promise((resolve) => setTimeout(resolve, 60))
    for (let night = 0; night < 4; night++) {
      pass(3_600_000)
      await sweeps()
    }
    expect(room.app.context.rooms.sockets.all).toBe(1)
    for (let n = 0; n < 8; n++) {
      pass(600)
      await sweeps()
    }
    await until(() => room.app.context.rooms.sockets.all === 0, 'asked, and gone')
  })
})
