import { expect, it } from 'vitest'
import { knock } from '#tests/support/knock.ts'
import { rawClient, until } from '#tests/support/live-client.ts'
import { liveRoom } from '#tests/support/live-room.ts'
import { meddle } from '#tests/support/meddle.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

/** Changes the database between two statements of the server, past its one connection on SQLite. */
async function behindItsBack({ context: { database } }: TestApp, statement: string): Promise<void> {
  if (database.sqlite) database.sqlite.exec(statement)
  else await database.pool?.query(statement)
}

/** Lets something happen once, while a room is loaded for somebody whose rights were read before. */
function whileLoading(app: TestApp, act: () => Promise<void>): void {
  let done = false
  meddle(app, 'select document_snapshot', async () => {
    if (done) return
    done = true
    await act()
  })
}

describeOnBothDatabases('Many who knock at once', (makeApp) => {
  it('each get the answer that they would get alone', async () => {
    const app = await makeApp({ LIMIT_SOCKETS_PER_PERSON: '200', LIMIT_SOCKETS_PER_ADDRESS: '500' })
    const { world } = app
    const url = await app.listen()
    const team = await world.team({ size: 2 })
    const other = await world.team({ size: 1 })
    const [one, two] = team.memberIds as [string, string]
    const shared = await world.entry(team.portfolioId)
    const personal = await world.entry(team.portfolioId, { authorId: one })
    const elsewhere = await world.entry(other.portfolioId)
    const suspended = await world.member(team.id)
    await app.context.db
      .updateTable('person')
      .set({ suspendedAt: app.clock.iso() })
      .where('id', '=', suspended)
      .execute()
    const expired = await world.member(team.id)
    const cookies = [
      ...(await Promise.all(
        [
          one,
          two,
          await world.mentor(team.id),
          await world.champion(team.id),
          await world.member(team.id, undefined, '2026-12-01'),
          other.memberIds[0]!,
          suspended,
          expired,
        ].map((id) => app.cookieOf(id)),
      )),
      'session=forged',
      undefined,
    ]
    await app.context.db
      .updateTable('session')
      .set({ expiresAt: '2026-01-01T00:00:00.000Z' })
      .where('personId', '=', expired)
      .execute()
    const documents = [shared.documentId, personal.documentId, elsewhere.documentId, 'nowhere']
    const knocks = documents.flatMap((id) =>
      cookies.map((cookie) => () => knock(url, { path: `/collab/${id}`, ...(cookie ? { cookie } : {}) })),
    )
    const alone: number[] = []
    for (const one of knocks) alone.push(await one())
    expect(new Set(alone)).toEqual(new Set([101, 401, 404]))
    const thrice = [...knocks, ...knocks.toReversed(), ...knocks]
    const together = await Promise.all(thrice.map((one) => one()))
    expect(together).toEqual([...alone, ...alone.toReversed(), ...alone])
    await until(() => app.context.rooms.sockets.all === 0, 'their places are free')
  })

  it('sit there as themselves', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team({ size: 12 })
    const entries = await Promise.all([1, 2, 3].map(() => app.world.entry(team.portfolioId)))
    const seats = await Promise.all(
      team.memberIds.map(async (personId, n) => ({
        personId,
        documentId: entries[n % entries.length]!.documentId,
        cookie: await app.cookieOf(personId),
      })),
    )
    const sockets = await Promise.all(seats.map(({ documentId, cookie }) => rawClient(url, documentId, cookie)))
    for (const { documentId } of entries) {
      const here = app.context.rooms.presence([documentId]).map(({ personId }) => personId)
      const expected = seats.filter((seat) => seat.documentId === documentId).map(({ personId }) => personId)
      expect(here.toSorted()).toEqual(expected.toSorted())
    }
    for (const socket of sockets) socket.close()
  })
})

describeOnBothDatabases('A right that ends between the knock and the room', (makeApp) => {
  it('lets nobody in who has left the team meanwhile', async () => {
    const room = await liveRoom(makeApp)
    const [leaves] = room.team.memberIds
    whileLoading(room.app, async () => {
      await behindItsBack(room.app, `update membership set "endedOn" = '2027-01-01' where "personId" = '${leaves}'`)
      room.app.context.rooms.accessChanged({ personId: leaves! })
    })
    const [gone, stays] = await Promise.all([room.enter(0), room.enter(1)])
    expect(gone.status).toBe(404)
    expect(stays.status).toBe(101)
    stays.close()
    await until(() => room.app.context.rooms.sockets.all === 0, 'their places are free')
  })

  it('lets nobody in who has signed out meanwhile', async () => {
    const room = await liveRoom(makeApp)
    const [leaves] = room.team.memberIds
    whileLoading(room.app, async () => {
      await behindItsBack(room.app, `delete from session where "personId" = '${leaves}'`)
      room.app.context.rooms.accessChanged({ personId: leaves! })
    })
    expect((await room.enter(0)).status).toBe(401)
  })

  it('lets in as a reader whose page was put away meanwhile', async () => {
    const room = await liveRoom(makeApp)
    whileLoading(room.app, async () => {
      await behindItsBack(room.app, `update entry set "archivedAt" = '2027-01-01' where id = '${room.entryId}'`)
      room.app.context.rooms.accessChanged({ documentId: room.documentId })
    })
    const raw = await room.enter(0)
    raw.askSaved(1)
    await raw.saved(1)
    raw.sendUpdate(new Uint8Array([1, 1, 5, 0, 4, 1, 7, 100, 101, 102, 97, 117, 108, 116, 1, 97, 0]))
    await until(() => raw.heard.some(({ kind }) => kind === 'refused'), 'refused')
    raw.close()
  })
})
