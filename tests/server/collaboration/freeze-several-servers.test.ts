import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { holdDocuments } from '#db/hold-documents.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { anotherServer } from '#tests/support/another-server.ts'
import { type RawClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const end: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

async function setting() {
  const app = await makeTestApp('postgres')
  end.push(app.close)
  const others = [await anotherServer(app), await anotherServer(app)]
  end.push(...others.map(({ close }) => close))
  const urls = [await app.listen(), ...others.map(({ url }) => url)]
  const team = await app.world.team({ size: 3 })
  const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
  const enter = async (server: number, documentId: string) => {
    const raw = await rawClient(urls[server]!, documentId, cookies[server]!)
    end.push(raw.close)
    raw.sendStep1(new Uint8Array([0]))
    await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
    const document = new Y.Doc()
    for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
    return { raw, document }
  }
  return { app, servers: [app.context, ...others.map(({ context }) => context)], team, enter }
}

/** Types unique words and keeps which of them were called saved. */
function typing({ raw, document }: { raw: RawClient; document: Y.Doc }, name: string) {
  const words: string[] = []
  const timer = setInterval(() => {
    if (raw.isClosed()) return
    const word = `${name}${words.length}`
    words.push(word)
    raw.sendUpdate(updateOf(document, () => textOf(document).insert(textOf(document).length, ` ${word}`)))
    raw.askSaved(words.length)
  }, 8)
  const saved = () => {
    const nonces = raw.heard.flatMap((one) => (one.kind === 'saved' ? [one.nonce] : []))
    return words.slice(0, Math.max(0, ...nonces))
  }
  return { words, saved, stop: () => clearInterval(timer) }
}

async function storedWords({ context }: TestApp, documentId: string): Promise<Set<string>> {
  const document = new Y.Doc()
  Y.applyUpdate(document, new RoomMemory((await loadDocument(context, documentId))!).state())
  return new Set(wordsOf(document).join(' ').split(' '))
}

describe('A freeze on one of several servers', () => {
  it('holds the letters of all, and everything that any of them called saved before is in what it reads, ten times', async () => {
    const { app, servers, team, enter } = await setting()
    for (let round = 0; round < 10; round++) {
      const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
      const sockets = await Promise.all([0, 1, 2].map((server) => enter(server, documentId)))
      const writers = sockets.map((socket, n) => typing(socket, `${'abc'[n]}`))
      await until(() => writers.every((writer) => writer.saved().length > 2), 'typing')
      const host = servers[round % 3]!
      await host.rooms.whileFrozen([documentId], async (frozen) => {
        const text = JSON.stringify(frozen.get(documentId)!.content.page)
        const inState = new Y.Doc()
        Y.applyUpdate(inState, frozen.get(documentId)!.state)
        await new Promise((resolve) => setTimeout(resolve, 40))
        for (const word of await storedWords(app, documentId)) expect(text).toContain(word)
        for (const writer of writers) for (const word of writer.saved()) expect(text).toContain(word)
        expect(new Set(wordsOf(inState).join(' ').split(' '))).toEqual(await storedWords(app, documentId))
      })
      const after = writers.map((writer) => writer.words.length)
      await until(() => writers.every((writer, n) => writer.saved().length > after[n]!), 'all go on afterwards')
      for (const writer of writers) writer.stop()
      for (const { raw } of sockets) raw.close()
    }
  }, 60_000)

  it('sends the writers of all away with 4205 where the document stays closed: each word is in it, or was never called saved', async () => {
    const { app, servers, team, enter } = await setting()
    for (let round = 0; round < 10; round++) {
      const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
      const sockets = await Promise.all([0, 1, 2].map((server) => enter(server, documentId)))
      const writers = sockets.map((socket, n) => typing(socket, `${'abc'[n]}`))
      await until(() => writers.every((writer) => writer.saved().length > 2), 'typing')
      if (round % 2 === 0) writers[1]!.stop()
      let text = ''
      await servers[0]!.rooms.whileFrozen([documentId], async (frozen) => {
        text = JSON.stringify(frozen.get(documentId)!.content.page)
        await app.context.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute()
      })
      for (const [n, { raw }] of sockets.entries()) {
        expect(await raw.closeCode()).toBe(4205)
        writers[n]!.stop()
        for (const word of writers[n]!.saved()) expect(text).toContain(word)
      }
      for (const word of await storedWords(app, documentId)) expect(text).toContain(word)
    }
  }, 60_000)

  it('ends with the server that began it: the letters of the others go on', async () => {
    const { app, team, enter } = await setting()
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
    const { raw, document } = await enter(1, documentId)
    await holdDocuments(app.context.database.url, [documentId])
    raw.sendUpdate(updateOf(document, () => textOf(document).insert(5, ' held')))
    raw.askSaved(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(raw.heard.some(({ kind }) => kind === 'saved')).toBe(false)
    expect([...(await storedWords(app, documentId))]).toEqual(['Start'])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'fieldfolio hold' and datname = current_database()`.execute(app.context.db)
    await raw.saved(1)
    expect([...(await storedWords(app, documentId))]).toEqual(['Start', 'held'])
  })

  it('lets two servers freeze the same documents, one after the other', async () => {
    const { app, servers, team } = await setting()
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await app.world.entry(team.portfolioId, { words: `P${n}` })).documentId)
    let inside = 0
    const freeze = (server: number, order: string[]) =>
      servers[server]!.rooms.whileFrozen(order, async () => {
        inside++
        expect(inside).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 20))
        inside--
      })
    await Promise.all([freeze(0, ids), freeze(1, ids.toReversed()), freeze(2, ids), freeze(1, [ids[1]!, ids[0]!])])
  })
})
