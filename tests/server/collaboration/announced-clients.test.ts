import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AwarenessEntry, encodeAwareness, readAwareness } from '#domain/sync/wire.ts'
import { AnnouncedClients } from '#server/collaboration/announced-clients.ts'
import { anotherServer } from '#tests/support/another-server.ts'
import { type RawClient, rawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, stillWorks } from '#tests/support/live-room.ts'
import { describeOnBothDatabases, makeTestApp } from '#tests/support/test-app.ts'

const mark = 4_000_000_011

function show(raw: RawClient, entry: Partial<AwarenessEntry> = {}): void {
  raw.sendAwareness(encodeAwareness([{ clientId: mark, clock: 1, state: '{"cursor":1}', ...entry }]))
}

const sees = (raw: RawClient) =>
  until(
    () =>
      raw.heard.some(
        (one) => one.kind === 'awareness' && readAwareness(one.bytes).some(({ clientId }) => clientId === mark),
      ),
    'shown',
  )

/** Words under the mark, on top of the page as it is. */
function words(page: Y.Doc, text: string): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(page))
  copy.clientID = mark
  return updateOf(copy, () => textOf(copy).insert(0, text))
}

async function write(raw: RawClient, page: Y.Doc, text: string): Promise<void> {
  raw.sendUpdate(words(page, text))
  raw.askSaved(7)
  await raw.saved(7)
}

describeOnBothDatabases('A Yjs client that was shown and has not written yet', (makeApp) => {
  it('cannot be used by a colleague, and writes for whoever showed it', async () => {
    const room = await liveRoom(makeApp)
    const [one, other] = [await room.enter(0), await room.enter(1)]
    const page = await pageOf(other)
    show(one)
    await sees(other)
    other.sendUpdate(words(page, 'As if it were mine. '))
    expect(await other.closeCode()).toBe(4422)
    expect(await room.rows()).toBe(1)
    await write(one, page, 'Mine. ')
    expect(await room.words()).toBe('Mine. Calm')
    one.close()
    await stillWorks(room)
  })

  it('waits for its person while they are away, and can neither be used nor shown by others', async () => {
    const room = await liveRoom(makeApp)
    const [one, other, witness] = [await room.enter(0), await room.enter(1), await room.enter(2)]
    const page = await pageOf(other)
    show(one)
    await sees(other)
    one.close()
    await until(() => room.app.context.rooms.presence([room.documentId]).length === 2, 'away')
    show(other, { clock: 9, state: '{"cursor":"taken"}' })
    other.sendUpdate(words(page, 'Quick. '))
    expect(await other.closeCode()).toBe(4422)
    const back = await room.enter(0)
    show(back, { clock: 10, state: '{"cursor":"again"}' })
    await write(back, page, 'Written on the train. ')
    expect(await room.words()).toBe('Written on the train. Calm')
    const said = () =>
      witness.heard.flatMap((one) =>
        one.kind === 'awareness' ? readAwareness(one.bytes).map(({ state }) => state) : [],
      )
    await until(() => said().some((state) => state.includes('again')), 'shown again')
    expect(said().join()).not.toContain('taken')
    for (const raw of [back, witness]) raw.close()
  })

  it('may write from another tab of the same person', async () => {
    const room = await liveRoom(makeApp)
    const [shows, writes] = [await room.enter(0), await room.enter(0)]
    const page = await pageOf(writes)
    show(shows)
    await sees(shows)
    await write(writes, page, 'From my other tab. ')
    expect(await room.words()).toBe('From my other tab. Calm')
    for (const raw of [shows, writes]) raw.close()
  })

  it('is not kept from its person by a colleague’s plain client that only repeats who has gone', async () => {
    const room = await liveRoom(makeApp)
    const [one, other] = [await room.enter(0), await room.enter(1)]
    const page = await pageOf(one)
    show(other, { clock: 3, state: 'null' })
    other.askSaved(1)
    await other.saved(1)
    show(one)
    await sees(other)
    await write(one, page, 'Still mine. ')
    show(other, { clientId: 12, clock: 1 })
    await until(
      () =>
        one.heard.some(
          (heard) => heard.kind === 'awareness' && readAwareness(heard.bytes).some(({ clientId }) => clientId === 12),
        ),
      'their own caret',
    )
    for (const raw of [one, other]) raw.close()
  })
})

it('A Yjs client that was shown on one server writes for its person on another', async () => {
  const app = await makeTestApp('postgres')
  const room = await liveRoom(async () => app)
  const second = await anotherServer(app)
  const one = await room.enter(0)
  const page = await pageOf(one)
  show(one)
  await sees(one)
  one.close()
  const there = await rawClient(second.url, room.documentId, room.cookies[0])
  show(there, { clock: 2 })
  await write(there, page, 'Over there. ')
  there.close()
  const colleague = await room.enter(1)
  await until(async () => (await room.words()) === 'Over there. Calm', 'here too')
  colleague.sendUpdate(words(await pageOf(colleague), 'Me too. '))
  expect(await colleague.closeCode()).toBe(4422)
  await second.close()
  await app.close()
})

it('A person who shows client after client pushes out their own, and nobody else’s', () => {
  const clients = new AnnouncedClients(new Map([[9_999, null]]))
  expect(clients.announce(mark, 'ximena')).toBe(true)
  for (let clientId = 1; clientId <= 10_000; clientId++) clients.announce(clientId, 'ambrose')
  expect(clients.announce(mark, 'ambrose')).toBe(false)
  expect(clients.isSomebodyElses(mark, 'ambrose')).toBe(true)
  expect(clients.isSomebodyElses(10_000, 'ximena')).toBe(true)
  expect(clients.announce(10_000, 'ximena')).toBe(false)
  expect(clients.announce(1, 'ximena')).toBe(true)
  expect(clients.announce(9_999, 'ximena')).toBe(false)
})
