import { sql } from 'kysely'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeRooms } from '#server/collaboration/make-rooms.ts'
import { plainClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { id, documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const cookie = await app.cookieOf(team.memberIds[0]!)
  return { app, url, team, documentId, entryId: id, cookie, enter: () => rawClient(url, documentId, cookie) }
}
const text = async (app: TestApp, documentId: string) =>
  (await app.context.rooms.contentOf(documentId)).page.content?.[0]?.content?.[0]?.text

describeOnBothDatabases('A room', (makeApp) => {
  it('shows its content once to twenty clients who open a new document at the same time', async () => {
    const { url, documentId, cookie } = await setting(makeApp)
    const clients = Array.from({ length: 20 }, () => plainClient(url, documentId, cookie))
    await Promise.all(clients.map((client) => client.synced()))
    for (const client of clients) expect(wordsOf(client.document)).toEqual(['Start'])
    for (const client of clients) client.close()
  })

  it('loses nothing between the last to leave and the next to come', async () => {
    const { app, documentId, enter } = await setting(makeApp)
    let expected = 'Start'
    for (let round = 0; round < 15; round++) {
      const raw = await enter()
      const document = new Y.Doc()
      raw.sendStep1(new Uint8Array([0]))
      await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
      for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
      expect(wordsOf(document)).toEqual([expected])
      raw.sendUpdate(updateOf(document, () => textOf(document).insert(expected.length, ` ${round}`)))
      expected += ` ${round}`
      // The server has read the edit once it answers; whether it has committed is its own affair.
      raw.sendStep1(new Uint8Array([0]))
      await until(() => raw.heard.filter(({ kind }) => kind === 'step-2').length === 2, 'read')
      raw.close()
    }
    expect(await text(app, documentId)).toBe(expected)
  })

  it('is never empty after a load that failed: the next one tries again', async () => {
    const { app, url, documentId, cookie } = await setting(makeApp)
    await sql`alter table document_client rename to away`.execute(app.context.db)
    expect((await rawClient(url, documentId, cookie)).status).toBe(503)
    await sql`alter table away rename to document_client`.execute(app.context.db)
    const client = plainClient(url, documentId, cookie)
    await client.synced()
    expect(wordsOf(client.document)).toEqual(['Start'])
    client.close()
  })

  it('keeps the log’s meaning through compaction, and who wrote how much as numbers', async () => {
    const { app, url, documentId, cookie, team } = await setting(makeApp)
    const client = plainClient(url, documentId, cookie)
    await client.synced()
    for (let n = 0; n < 150; n++) textOf(client.document).insert(5 + n, 'x')
    await until(async () => (await text(app, documentId))?.length === 155, 'written')
    client.close()
    await app.context.rooms.close()
    const left = await app.context.db.selectFrom('document_log').select('sequence').execute()
    expect(left).toEqual([])
    const contribution = await app.context.db.selectFrom('document_contribution').selectAll().executeTakeFirstOrThrow()
    expect(contribution).toMatchObject({ personId: team.memberIds[0], insertedCharacters: 150 })
    const projection = await app.context.db
      .selectFrom('document_projection')
      .select(['plainText', 'wordCount'])
      .executeTakeFirstOrThrow()
    expect(projection).toEqual({ plainText: `Start${'x'.repeat(150)}`, wordCount: 1 })
  })

  it('counts every edit once, also when a server was killed before it counted', async () => {
    const { app, url, documentId, cookie, team } = await setting(makeApp)
    const counted = async () =>
      (
        await app.context.db
          .selectFrom('document_contribution')
          .select('insertedCharacters')
          .where('personId', '=', team.memberIds[0]!)
          .executeTakeFirst()
      )?.insertedCharacters
    const raw = await rawClient(url, documentId, cookie)
    raw.sendStep1(new Uint8Array([0]))
    await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
    const document = new Y.Doc()
    for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
    const update = updateOf(document, () => textOf(document).insert(0, 'four'))
    raw.close()
    // The row stands in the log as a killed server leaves it: committed, and counted nowhere.
    const row = { documentId, epoch: 1, personId: team.memberIds[0]!, connectionId: 'gone', insertedCharacters: 4 }
    await app.context.rooms.close()
    const killed = makeRooms(app.context)
    await app.context.db
      .insertInto('document_update')
      .values({ ...row, createdAt: app.clock.iso(), update })
      .execute()
    expect((await killed.contentOf(documentId)).page.content?.[0]?.content?.[0]?.text).toBe('fourStart')
    await until(async () => (await counted()) === 4, 'counted')
    await killed.close()
    expect(await counted()).toBe(4)
  })

  it('writes which evidence an entry uses, and only the portfolio’s own', async () => {
    const { app, url, team, documentId, entryId, cookie } = await setting(makeApp)
    const evidence = async (portfolioId: string) => {
      const id = app.context.newId()
      const row = {
        id,
        portfolioId,
        kind: 'photo',
        title: 'A',
        description: '',
        altText: '',
        declaration: 'none',
        consentState: 'none-needed',
        state: 'ready',
        createdAt: app.clock.iso(),
      }
      await app.context.db
        .insertInto('evidence')
        .values(row as never)
        .execute()
      return id
    }
    const own = await evidence(team.portfolioId)
    const foreign = await evidence((await app.world.team()).portfolioId)
    const client = plainClient(url, documentId, cookie)
    await client.synced()
    for (const evidenceId of [own, foreign]) {
      const image = new Y.XmlElement('image')
      image.setAttribute('evidenceId', evidenceId)
      client.document.getXmlFragment('default').push([image])
    }
    await until(async () => {
      const rows = await app.context.db.selectFrom('entry_evidence').selectAll().execute()
      return rows.length === 1 && rows[0]?.entryId === entryId && rows[0]?.evidenceId === own
    }, 'projected')
    client.close()
  })

  it('on freezing has every letter either in the frozen content or after it, and takes what was held afterwards', async () => {
    const { app, documentId, enter } = await setting(makeApp)
    for (let round = 0; round < 10; round++) {
      const raw = await enter()
      raw.sendStep1(new Uint8Array([0]))
      await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
      const document = new Y.Doc()
      for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
      let typed = 0
      const typing = setInterval(() => {
        typed++
        raw.sendUpdate(updateOf(document, () => textOf(document).insert(textOf(document).length, 'x')))
        raw.askSaved(typed)
      }, 5)
      await until(() => typed > 3, 'typing')
      const heldFrom = { frozen: '', savedAtFreeze: 0, savedDuring: 0 }
      await app.context.rooms.whileFrozen([documentId], async (frozen) => {
        const one = frozen.get(documentId)!
        heldFrom.frozen = one.content.page.content?.[0]?.content?.[0]?.text ?? ''
        const inState = new Y.Doc()
        Y.applyUpdate(inState, one.state)
        expect(wordsOf(inState)[0]).toBe(heldFrom.frozen)
        await new Promise((resolve) => setTimeout(resolve, 20))
        const saved = () => raw.heard.filter(({ kind }) => kind === 'saved').length
        heldFrom.savedAtFreeze = saved()
        await new Promise((resolve) => setTimeout(resolve, 60))
        heldFrom.savedDuring = saved()
        expect(await text(app, documentId)).toBe(heldFrom.frozen)
      })
      expect(heldFrom.savedDuring).toBe(heldFrom.savedAtFreeze)
      clearInterval(typing)
      raw.askSaved(999)
      await raw.saved(999)
      expect(await text(app, documentId)).toBe(wordsOf(document)[0])
      expect(wordsOf(document)[0]?.startsWith(heldFrom.frozen)).toBe(true)
      raw.close()
    }
  })

  it('sends writers away with 4205 when the document stays frozen, and tells them what was not taken', async () => {
    const { app, documentId, enter } = await setting(makeApp)
    const raw = await enter()
    raw.askSaved(1)
    await raw.saved(1)
    const document = new Y.Doc()
    raw.sendStep1(new Uint8Array([0]))
    await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
    for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
    await app.context.rooms.whileFrozen([documentId], async () => {
      raw.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'Too late ')))
      raw.askSaved(2)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await app.context.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute()
    })
    expect(await raw.closeCode()).toBe(4205)
    expect(raw.heard.some((one) => one.kind === 'saved' && one.nonce === 2)).toBe(false)
    expect(raw.heard.some(({ kind }) => kind === 'refused')).toBe(true)
    expect(await text(app, documentId)).toBe('Start')
  })

  it('freezes several documents together, also when two do so at once in another order', async () => {
    const { app, team, documentId } = await setting(makeApp)
    const other = await app.world.entry(team.portfolioId, { words: 'Other' })
    const order: string[] = []
    const freeze = (name: string, ids: string[]) =>
      app.context.rooms.whileFrozen(ids, async (frozen) => {
        order.push(`${name} in`)
        await new Promise((resolve) => setTimeout(resolve, 10))
        order.push(`${name} out`)
        return frozen.size
      })
    const sizes = await Promise.all([
      freeze('a', [documentId, other.documentId]),
      freeze('b', [other.documentId, documentId]),
    ])
    expect(sizes).toEqual([2, 2])
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  it('closes every socket with 1012 when the server stops, after what arrived is kept', async () => {
    const { app, url, documentId, cookie, enter } = await setting(makeApp)
    const client = plainClient(url, documentId, cookie)
    await client.synced()
    const raw = await enter()
    textOf(client.document).insert(5, ' kept')
    await until(() => raw.heard.some(({ kind }) => kind === 'update'), 'heard')
    await app.context.rooms.close()
    expect(await raw.closeCode()).toBe(1012)
    client.close()
    const projection = await app.context.db
      .selectFrom('document_projection')
      .select('plainText')
      .executeTakeFirstOrThrow()
    expect(projection.plainText).toBe('Start kept')
  })
})
