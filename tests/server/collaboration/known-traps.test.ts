/** What other collaboration servers fell into, and no other test here has as its own sentence. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { message, rawClient, until } from '#tests/support/live-client.ts'
import { liveRoom, type } from '#tests/support/live-room.ts'
import { describeOnBothDatabases, makeTestApp, type TestApp } from '#tests/support/test-app.ts'
import { wireClient } from '#tests/support/wire-client.ts'

/** The database does not answer who asks for a table, until it is let go. */
async function held({ context: { db, database } }: TestApp, table: string) {
  let letGo = () => {}
  const until = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let begun = () => {}
  const holds = new Promise<void>((resolve) => {
    begun = resolve
  })
  const over = db.transaction().execute(async (transaction) => {
    // On SQLite there is one connection, and it is busy now.
    if (database.engine === 'postgres')
      await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(transaction)
    begun()
    await until
  })
  await holds
  return async () => {
    letGo()
    await over
  }
}

describeOnBothDatabases('The door to a live document', (makeApp) => {
  it('is shut in time before who pours in bytes while it is looked up who they are', async () => {
    const room = await liveRoom(makeApp, { pace: { admittedWithin: 150 } })
    const letGo = await held(room.app, 'session')
    const pours = Array.from({ length: 10 }, () =>
      wireClient(room.url, room.documentId, room.cookies[0] ?? '', { also: Buffer.alloc(1_000_000, 7) }),
    )
    const knocks = await Promise.all(pours)
    expect(knocks.map(({ status }) => status)).toEqual(Array(10).fill(503))
    await letGo()
    for (const knock of knocks) knock.close()
    const after = await room.enter(0)
    expect(after.status).toBe(101)
    await until(() => room.app.context.rooms.sockets.all === 1, 'theirs is the only place')
    expect(await room.rows()).toBe(1)
    after.close()
  })

  it('judges each of many knocks at one moment by its own cookie, and a refused one is no stain', async () => {
    const room = await liveRoom(makeApp)
    const mentor = await room.app.cookieOf(await room.app.world.mentor(room.team.id))
    const stranger = await room.app.cookieOf(await room.app.world.person())
    const kinds = [
      [room.cookies[0], 101, true],
      [undefined, 401, false],
      [mentor, 101, false],
      [stranger, 404, false],
      ['session=forged', 401, false],
      [room.cookies[1], 101, true],
    ] as const
    const all = [...kinds, ...kinds, ...kinds]
    const found = await Promise.all(all.map(([cookie]) => rawClient(room.url, room.documentId, cookie)))
    expect(found.map(({ status }) => status)).toEqual(all.map(([, status]) => status))
    const { connections } = await room.inside()
    const writers = [...connections].filter(({ seat }) => seat.mayWrite).map(({ seat }) => seat.personId)
    expect(writers.sort()).toEqual([0, 0, 0, 1, 1, 1].map((who) => room.team.memberIds[who]).sort())
    expect(connections.size).toBe(9)
    for (const raw of found) raw.close()
    expect((await rawClient(room.url, room.documentId, undefined)).status).toBe(401)
    const again = await room.enter(0)
    expect(again.status).toBe(101)
    again.close()
  })

  it('never carries what one page says to another page, whatever kind of message it is', async () => {
    const room = await liveRoom(makeApp)
    const elsewhere = await room.app.world.entry(room.team.portfolioId)
    const other = await rawClient(room.url, elsewhere.documentId, room.cookies[1])
    const here = await room.enter(1)
    const raw = await room.enter(0)
    const before = other.heard.length
    const heardHere = here.heard.length
    for (let kind = 0; kind < 128; kind++) {
      if ([0, 1, 120].includes(kind)) continue
      raw.send(message(kind, undefined, new Uint8Array([1, 2, 3])))
    }
    raw.askSaved(1)
    await raw.saved(1)
    other.askSaved(2)
    await other.saved(2)
    here.askSaved(3)
    await here.saved(3)
    expect(other.heard).toHaveLength(before + 1)
    expect(here.heard).toHaveLength(heardHere + 1)
    for (const each of [other, here, raw]) each.close()
  })
})

it('A projection that the database keeps waiting is not begun again and again, and is written in the end', async () => {
  const app = await makeTestApp('postgres', {}, { projectAfterPause: 5, projectAtLatest: 20 })
  const room = await liveRoom(async () => app)
  const writer = await room.join(0)
  const letGo = await held(app, 'document_projection')
  const waiting = async () => {
    const found = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`.execute(app.context.db)
    return found.rows[0]?.count ?? 0
  }
  let most = 0
  for (let n = 0; n < 30; n++) {
    type(writer.document, '.')
    await new Promise((resolve) => setTimeout(resolve, 15))
    most = Math.max(most, await waiting())
  }
  expect(most).toBe(1)
  await letGo()
  await until(async () => {
    const row = await app.context.db.selectFrom('document_projection').select('content').executeTakeFirst()
    return row?.content.includes(`Calm${'.'.repeat(30)}`) ?? false
  }, 'the newest is written')
  writer.close()
  await app.close()
})
