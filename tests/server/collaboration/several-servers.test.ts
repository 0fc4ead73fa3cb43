import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeAppendUpdates } from '#db/queries/append-updates.ts'
import { compactDocument } from '#db/queries/documents.ts'
import type { Pace } from '#server/collaboration/pace.ts'
import { projectRoom } from '#server/collaboration/projection.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { writeRoom } from '#server/collaboration/write-room.ts'
import { type AnotherServer, anotherServer } from '#tests/support/another-server.ts'
import { plainClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

/** Nobody asks by the clock: what is found out is found out by being told, or by the append. */
const neverAsk: Partial<Pace> = { askEvery: 3_600_000 }
const end: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

async function setting(servers = 2, pace: Partial<Pace> = {}) {
  const app = await makeTestApp('postgres', {}, pace)
  end.push(app.close)
  const urls = [await app.listen()]
  const others: AnotherServer[] = []
  for (let n = 1; n < servers; n++) {
    const other = await anotherServer(app, pace)
    end.push(other.close)
    others.push(other)
    urls.push(other.url)
  }
  const team = await app.world.team({ size: 4 })
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const enter = async (server: number, who = server) => {
    const client = plainClient(urls[server]!, documentId, await app.cookieOf(team.memberIds[who]!))
    end.push(client.close)
    await client.synced()
    return client
  }
  const raw = async (server: number, who = server) => {
    const client = await rawClient(urls[server]!, documentId, await app.cookieOf(team.memberIds[who]!))
    end.push(client.close)
    const document = new Y.Doc()
    client.sendStep1(new Uint8Array([0]))
    await until(() => client.heard.some(({ kind }) => kind === 'step-2'), 'the page')
    for (const one of client.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
    return { ...client, document }
  }
  return { app, servers: [app.context, ...others.map(({ context }) => context)], team, documentId, enter, raw }
}

/** A row that a server elsewhere commits and tells nobody of. */
async function commitElsewhere(
  { context }: TestApp,
  documentId: string,
  personId: string,
  change: (document: Y.Doc) => void,
) {
  const stored = (await loadDocument(context, documentId))!
  const document = new Y.Doc()
  Y.applyUpdate(document, new RoomMemory(stored).state())
  const update = updateOf(document, () => change(document))
  const sequence = stored.updates.at(-1)?.sequence ?? stored.snapshot!.uptoSequence
  const createdAt = context.clock.iso()
  const row = { personId, connectionId: 'elsewhere', insertedCharacters: 1, deletedCharacters: 0, createdAt, update }
  const clients = [{ clientId: document.clientID, personId, firstSeenAt: createdAt }]
  const waiting = { documentId, epoch: stored.epoch, sequence, updates: [row], clients, rescues: [] }
  const appended = await makeAppendUpdates(context.database)([waiting])
  return { document, sequence: appended.get(documentId) as number, update, clientId: document.clientID }
}

const append = (words: string) => (document: Y.Doc) => textOf(document).insert(textOf(document).length, words)
async function storedWords({ context }: TestApp, documentId: string): Promise<string> {
  const document = new Y.Doc()
  Y.applyUpdate(document, new RoomMemory((await loadDocument(context, documentId))!).state())
  return wordsOf(document).join('\n')
}

describe('Several servers on one database', () => {
  it('show each other what is typed, at once and as the bytes that were received', async () => {
    const { raw } = await setting(3, neverAsk)
    const [one, two, three] = [await raw(0), await raw(1), await raw(2)]
    const update = updateOf(one.document, append(' here'))
    one.sendUpdate(update)
    for (const peer of [two, three]) {
      await until(() => peer.heard.some(({ kind }) => kind === 'update'), 'told')
      const heard = peer.heard.find((word) => word.kind === 'update')
      expect(heard?.kind === 'update' && Buffer.from(heard.bytes).equals(Buffer.from(update))).toBe(true)
    }
    expect(one.heard.some(({ kind }) => kind === 'update')).toBe(false)
  })

  it('find what nobody told them by asking, every second', async () => {
    const { app, team, documentId, enter } = await setting(2)
    const reader = await enter(1)
    await commitElsewhere(app, documentId, team.memberIds[0]!, append(' unheard'))
    await until(() => wordsOf(reader.document)[0] === 'Start unheard', 'asked')
  })

  it('miss nothing when the connections that they listen on are killed', async () => {
    const { app, documentId, enter } = await setting(2, neverAsk)
    const [writer, reader] = [await enter(0), await enter(1)]
    for (let round = 0; round < 3; round++) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'fieldfolio ear' and datname = current_database()`.execute(app.context.db)
      append(` r${round}`)(writer.document)
      await until(() => wordsOf(reader.document)[0] === wordsOf(writer.document)[0], 'heard again')
    }
    expect(await storedWords(app, documentId)).toBe('Start r0 r1 r2')
  })

  it('keep every word, once and in the same place everywhere, when all type at once', async () => {
    const { app, documentId, enter } = await setting(3)
    const writers = await Promise.all([0, 1, 2, 0, 1, 2].map((server, n) => enter(server, n % 4)))
    for (let round = 0; round < 40; round++) {
      for (const [n, { document }] of writers.entries()) append(` ${n}t${round}`)(document)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    const texts = () => new Set(writers.map(({ document }) => wordsOf(document).join('\n')))
    await until(() => texts().size === 1, 'all the same', 15_000)
    const [text = ''] = texts()
    expect(text.split(' ').length).toBe(1 + 6 * 40)
    expect(await storedWords(app, documentId)).toBe(text)
    for (const { document } of writers) expect(document.store.pendingStructs).toBeNull()
  })

  it('follow what others committed before their own words are kept', async () => {
    const { app, servers, team, documentId, raw } = await setting(2, neverAsk)
    const [writer, peer] = [await raw(1, 1), await raw(1, 2)]
    const elsewhere = await commitElsewhere(app, documentId, team.memberIds[0]!, append(' elsewhere'))
    writer.sendUpdate(updateOf(writer.document, append(' here')))
    writer.askSaved(1)
    await writer.saved(1)
    const updates = peer.heard.flatMap((word) => (word.kind === 'update' ? [word.bytes] : []))
    expect(updates.length).toBe(2)
    expect(Buffer.from(updates[0]!).equals(Buffer.from(elsewhere.update))).toBe(true)
    // What the server holds is now all there is: made the snapshot, it loses nobody's words.
    const { room, release } = await servers[1]!.rooms.open(documentId)
    await projectRoom(servers[1]!, room, true)
    expect(await app.context.db.selectFrom('document_log').selectAll().execute()).toEqual([])
    expect((await storedWords(app, documentId)).split(' ').sort()).toEqual(['Start', 'elsewhere', 'here'])
    release()
  })

  it('read the snapshot where the rows that they lack are gone, and show it', async () => {
    const { app, team, documentId, raw } = await setting(2, neverAsk)
    const [writer, peer] = [await raw(1, 1), await raw(1, 2)]
    const { document, sequence } = await commitElsewhere(app, documentId, team.memberIds[0]!, append(' elsewhere'))
    const state = Y.encodeStateAsUpdate(document)
    const snapshot = { epoch: 1, uptoSequence: sequence, state, now: app.clock.iso() }
    await app.context.db.transaction().execute((transaction) => compactDocument(transaction, documentId, snapshot))
    writer.sendUpdate(updateOf(writer.document, append(' here')))
    writer.askSaved(1)
    await writer.saved(1)
    for (const word of peer.heard) if (word.kind === 'update') Y.applyUpdate(peer.document, word.bytes)
    expect(wordsOf(peer.document)[0]!.split(' ').sort()).toEqual(['Start', 'elsewhere', 'here'])
    expect(wordsOf(peer.document).join('\n')).toBe(await storedWords(app, documentId))
  })

  it('give a Yjs client to one person alone, also when two servers meet it at the same moment', async () => {
    const { app, team, documentId, raw } = await setting(2, neverAsk)
    const forger = await raw(1, 1)
    const { clientId } = await commitElsewhere(app, documentId, team.memberIds[0]!, append(' mine'))
    forger.document.clientID = clientId
    forger.sendUpdate(updateOf(forger.document, append(' forged')))
    expect(await forger.closeCode()).toBe(1013)
    const again = await raw(1, 1)
    again.document.clientID = clientId
    again.sendUpdate(updateOf(again.document, append(' more')))
    expect(await again.closeCode()).toBe(4422)
    expect(await storedWords(app, documentId)).toBe('Start mine')
    const owners = await app.context.db
      .selectFrom('document_client')
      .selectAll()
      .where('clientId', '=', clientId)
      .execute()
    expect(owners.map(({ personId }) => personId)).toEqual([team.memberIds[0]])
  })

  it('find the text that a change of layout at another server swallows, whoever was first in the log', async () => {
    const { app, team, documentId, enter } = await setting(2, neverAsk)
    const relayout = (document: Y.Doc) => {
      const page = document.getXmlFragment('default')
      const words = textOf(document).toString()
      page.delete(0, 1)
      const block = new Y.XmlElement('paragraph')
      block.insert(0, [new Y.XmlText(words)])
      page.insert(0, [block])
    }
    const waiting = () => app.context.db.selectFrom('document_rescue').select(['text', 'authorId']).execute()
    const writer = await enter(1, 1)
    append(' known')(writer.document)
    await until(async () => (await storedWords(app, documentId)) === 'Start known', 'kept')
    await commitElsewhere(app, documentId, team.memberIds[0]!, relayout)
    append(' typed meanwhile')(writer.document)
    await until(async () => (await waiting()).length === 1, 'in the tray', 10_000)
    expect(await waiting()).toEqual([{ text: ' typed meanwhile', authorId: team.memberIds[1] }])

    await commitElsewhere(app, documentId, team.memberIds[0]!, append(' typed elsewhere'))
    relayout(writer.document)
    await until(async () => (await waiting()).length === 2, 'in the tray', 10_000)
    expect((await waiting()).map(({ text }) => text).sort()).toEqual([' typed elsewhere', ' typed meanwhile'])
  })

  it('count what each person wrote once, and never put an older page over a newer one', async () => {
    const { app, servers, team, documentId } = await setting(3, { projectForOthersAfter: 50 })
    const rooms = await Promise.all(servers.map((server) => server.rooms.open(documentId)))
    let typed = 0
    for (let round = 0; round < 12; round++) {
      await Promise.all(
        rooms.map(async ({ room }, n) => {
          const words = ` ${n}r${round}`
          typed += words.length
          await writeRoom(room, team.memberIds[0]!, append(words))
          await projectRoom(servers[n]!, room, round % 4 === 3).catch(() => {})
        }),
      )
    }
    for (const server of servers) await server.rooms.contentOf(documentId)
    for (const [n, { room, release }] of rooms.entries()) {
      room.unprojected = true
      await projectRoom(servers[n]!, room, false)
      release()
    }
    const counted = await app.context.db
      .selectFrom('document_contribution')
      .select('insertedCharacters')
      .where('documentId', '=', documentId)
      .where('personId', '=', team.memberIds[0]!)
      .executeTakeFirst()
    const seeded = await app.context.db.selectFrom('document_contribution').selectAll().execute()
    expect(seeded.length).toBe(1)
    expect(counted!.insertedCharacters).toBe(typed)
    const projection = await app.context.db.selectFrom('document_projection').select('plainText').executeTakeFirst()
    expect(projection!.plainText.trim()).toBe((await storedWords(app, documentId)).trim())
    expect(projection!.plainText.split(' ').length).toBe(1 + 12 * 3)
  })

  it('end a right everywhere at once', async () => {
    const { app, team, raw } = await setting(2)
    const there = await raw(1, 1)
    await app.context.db
      .updateTable('membership')
      .set({ endedOn: '2027-03-01' })
      .where('personId', '=', team.memberIds[1]!)
      .execute()
    app.context.rooms.accessChanged({ personId: team.memberIds[1]! })
    await until(() => there.isClosed(), 'closed', 5_000)
    expect([4403, 4205]).toContain(await there.closeCode())
  })
})
