import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { realPace } from '#server/collaboration/pace.ts'
import { everyMessage } from '#tests/support/every-message.ts'
import { knock } from '#tests/support/knock.ts'
import { type RawClient, rawClient, until } from '#tests/support/live-client.ts'
import { type LiveRoom, liveRoom, pageOf } from '#tests/support/live-room.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'
import { frameBytes } from '#tests/support/wire-client.ts'

/** No notice is ever given here: only the sweep can find out. */
const pace = { sweepEvery: 15, accessStaleAfter: 60 }

type End = (room: LiveRoom) => Promise<unknown>
const ends: [string, End, code: number][] = [
  ['the session was ended', ({ app }) => app.context.db.deleteFrom('session').execute(), 4401],
  [
    'the session expired',
    ({ app }) => app.context.db.updateTable('session').set({ expiresAt: '2020-01-01T00:00:00.000Z' }).execute(),
    4401,
  ],
  [
    'the session is older than 30 days',
    ({ app }) => app.context.db.updateTable('session').set({ createdAt: '2020-01-01T00:00:00.000Z' }).execute(),
    4401,
  ],
  [
    'the person was suspended',
    ({ app }) => app.context.db.updateTable('person').set({ suspendedAt: app.clock.iso() }).execute(),
    4403,
  ],
  [
    'the person left the team',
    ({ app }) => app.context.db.updateTable('membership').set({ endedOn: '2027-03-01' }).execute(),
    4403,
  ],
  [
    'the entry was archived',
    ({ app }) => app.context.db.updateTable('entry').set({ archivedAt: app.clock.iso() }).execute(),
    4205,
  ],
  [
    'the document was closed for writing',
    ({ app }) => app.context.db.updateTable('document').set({ state: 'frozen' }).execute(),
    4205,
  ],
]

/** Sends everything from a socket that must not write any more. Half of it may already find it closed. */
function sayEverything(raw: RawClient, document: Y.Doc): void {
  for (const each of everyMessage(document)) if (raw.socket.readyState === raw.socket.OPEN) raw.send(each)
}

describeOnBothDatabases('An open socket of which nobody was told', (makeApp) => {
  it('is looked at again within 30 seconds', () => {
    expect(realPace.accessStaleAfter + realPace.sweepEvery).toBeLessThan(30_000)
    expect(realPace.secondLookAfter).toBeLessThan(5_000)
  })

  for (const [name, end, code] of ends) {
    it(`ends with ${code} after ${name}, and nothing that it says is written or heard`, async () => {
      const room = await liveRoom(makeApp, { pace })
      const raw = await room.enter(0)
      const document = await pageOf(raw)
      await end(room)
      expect(await raw.closeCode()).toBe(code)
      sayEverything(raw, document)
      const again = await rawClient(room.url, room.documentId, room.cookies[0])
      expect(again.status === 101).toBe(code === 4205)
      if (again.status === 101) {
        sayEverything(again, document)
        await until(() => again.isClosed() || again.heard.some(({ kind }) => kind === 'step-2'), 'read')
      }
      expect(await room.rows()).toBe(1)
      again.close()
    })
  }

  it('is asked about again soon when the database did not answer', async () => {
    const room = await liveRoom(makeApp, { pace: { sweepEvery: 15, accessStaleAfter: 5_100 } })
    const raw = await room.enter(0)
    const { connections } = await room.inside()
    const [side] = connections
    expect(side).toBeDefined()
    const { db } = room.app.context
    await db.schema.alterTable('membership').renameTo('away').execute()
    room.app.context.rooms.accessChanged({ documentId: room.documentId })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(raw.isClosed()).toBe(false)
    await db.schema.alterTable('away').renameTo('membership').execute()
    await db.updateTable('membership').set({ endedOn: '2027-03-01' }).execute()
    expect(await raw.closeCode()).toBe(4403)
  })
})

describeOnBothDatabases('Bytes of somebody who is not signed in', (makeApp) => {
  it('are not read, however early they come', async () => {
    const room = await liveRoom(makeApp)
    const raw = await room.enter(0)
    const document = await pageOf(raw)
    raw.close()
    for (const each of everyMessage(document)) {
      for (const cookie of [undefined, 'session=forged']) {
        const path = `/collab/${room.documentId}`
        expect(
          await knock(room.url, {
            path,
            ...(cookie ? { cookie } : {}),
            also: frameBytes({ payload: each }).toString('latin1'),
          }),
        ).toBe(401)
      }
    }
    const flood = Array.from({ length: 50 }, () =>
      knock(room.url, { path: `/collab/${room.documentId}`, also: 'x'.repeat(1_000_000) }),
    )
    expect(new Set(await Promise.all(flood))).not.toContain(101)
    expect(await room.rows()).toBe(1)
    expect((await room.enter(1)).status).toBe(101)
  })
})
