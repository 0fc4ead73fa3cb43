import { sql } from 'kysely'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { insertRescue } from '#db/queries/rescues.ts'
import { bellClient } from '#domain/sync/wire.ts'
import { listRescues } from '#server/portfolios/list-rescues.ts'
import { settleRescue } from '#server/portfolios/settle-rescue.ts'
import { plainClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const [one, two] = await Promise.all(
    [0, 1].map(async (who) => plainClient(url, documentId, await app.cookieOf(team.memberIds[who]!))),
  )
  await one!.synced()
  await two!.synced()
  const rows = () => app.context.db.selectFrom('document_rescue').selectAll().execute()
  return { app, url, team, documentId, one: one!, two: two!, rows }
}

/** What an editor does to a paragraph that becomes an item of a list. */
function makeList(document: Y.Doc) {
  const page = document.getXmlFragment('default')
  document.transact(() => {
    const words = wordsOf(document)[0]!
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    const item = new Y.XmlElement('listItem')
    item.insert(0, [paragraph])
    const list = new Y.XmlElement('bulletList')
    list.insert(0, [item])
    page.delete(0, 1)
    page.insert(0, [list])
  })
}

const rights = async (app: TestApp, teamId: string) => ({
  mentor: await app.actor(await app.world.mentor(teamId)),
  stranger: await app.actor(await app.world.person()),
})

describeOnBothDatabases('Text that waits beside a page', (makeApp) => {
  async function waiting() {
    const { app, team, documentId, one, two, rows } = await setting(makeApp)
    one.close()
    two.close()
    const entry = await app.context.db
      .selectFrom('entry')
      .select('id')
      .where('documentId', '=', documentId)
      .executeTakeFirstOrThrow()
    const row = {
      documentId,
      kind: 'swallowed' as const,
      blockId: 'gone',
      blockKind: 'paragraph',
      otherBlockId: null,
      authorId: team.memberIds[0]!,
      causedById: team.memberIds[1]!,
      wordsBefore: '',
      wordsAfter: '',
      sequence: 1,
      createdAt: app.context.clock.iso(),
    }
    await insertRescue(app.context.db, { ...row, id: 'r1', text: 'A sentence of mine' })
    return { app, team, documentId, entryId: entry.id, row, rows }
  }

  it('is for those who write the page: a mentor is told so, a stranger finds nothing', async () => {
    const { app, team, entryId, rows } = await waiting()
    const { mentor, stranger } = await rights(app, team.id)
    const input = { entryId, rescueId: 'r1', act: 'dismiss' as const }
    for (const [actor, code] of [
      [mentor, 'not-allowed'],
      [stranger, 'not-found'],
    ] as const) {
      await expect(listRescues(app.context, actor, entryId)).rejects.toMatchObject({ code })
      await expect(settleRescue(app.context, actor, input)).rejects.toMatchObject({ code })
    }
    expect(await rows()).toMatchObject([{ state: 'waiting' }])
  })

  it('names its author and who changed the layout, and is settled once', async () => {
    const { app, team, entryId, rows } = await waiting()
    const [author, colleague] = [await app.actor(team.memberIds[0]!), await app.actor(team.memberIds[1]!)]
    expect(await listRescues(app.context, author, entryId)).toMatchObject([
      { id: 'r1', own: true, text: 'A sentence of mine' },
    ])
    expect(await listRescues(app.context, colleague, entryId)).toMatchObject([{ id: 'r1', own: false }])
    const input = { entryId, rescueId: 'r1', act: 'insert' as const }
    await settleRescue(app.context, colleague, input)
    await expect(settleRescue(app.context, author, input)).rejects.toMatchObject({ code: 'not-found' })
    expect(await rows()).toMatchObject([{ state: 'inserted', settledById: team.memberIds[1] }])
    expect(await listRescues(app.context, author, entryId)).toEqual([])
  })

  it('may be a picture, as it was, until that picture or tool stands in the page', async () => {
    const { app, team, documentId, entryId, row } = await waiting()
    const author = await app.actor(team.memberIds[0]!)
    const picture = { type: 'image', attrs: { id: 'pic', evidenceId: 'e1', alt: '', caption: 'The gate' } }
    await insertRescue(app.context.db, { ...row, kind: 'block', id: 'r2', text: JSON.stringify(picture) })
    const listed = await listRescues(app.context, author, entryId)
    expect(listed).toMatchObject([
      { id: 'r1', block: null },
      { id: 'r2', block: picture },
    ])
    await app.context.rooms.write(documentId, team.memberIds[0]!, (document) => {
      const image = new Y.XmlElement('image')
      for (const [name, value] of Object.entries(picture.attrs)) image.setAttribute(name, value)
      document.getXmlFragment('default').insert(1, [image])
    })
    expect(await listRescues(app.context, author, entryId)).toMatchObject([{ id: 'r1' }])
  })

  it('is not shown any more when it stands in the page again, and is settled when the page is written down', async () => {
    const { app, team, documentId, entryId, rows } = await waiting()
    const author = await app.actor(team.memberIds[0]!)
    await app.context.rooms.write(documentId, team.memberIds[0]!, (document) =>
      textOf(document).insert(5, ': A sentence of mine'),
    )
    expect(await listRescues(app.context, author, entryId)).toEqual([])
    await until(async () => (await rows())[0]!.state === 'settled', 'settled', 15_000)
  })
})

describeOnBothDatabases('Text that stands in two blocks of one id', (makeApp) => {
  it('is noted when the page is written down, and open pages hear of it', async () => {
    const { app, team, documentId, one, two, rows } = await setting(makeApp)
    two.close()
    await app.context.rooms.write(documentId, team.memberIds[0]!, (document) =>
      document.getXmlFragment('default').insert(
        0,
        [0, 1].map(() => {
          const paragraph = new Y.XmlElement('paragraph')
          paragraph.setAttribute('id', 'twin')
          paragraph.insert(0, [new Y.XmlText('Nobody ran')])
          return paragraph
        }),
      ),
    )
    await until(() => one.provider.awareness.getStates().has(bellClient), 'the bell', 15_000)
    expect(await rows()).toMatchObject([{ kind: 'doubled', blockId: 'twin', text: 'Nobody ran' }])
    one.close()
  })
})

describeOnBothDatabases('Swallowed text', (makeApp) => {
  it('is laid aside with the update that swallowed it, under its author’s name', async () => {
    const { app, team, documentId, one, two, rows } = await setting(makeApp)
    two.provider.disconnect()
    textOf(two.document).insert(5, ' with a sentence')
    makeList(one.document)
    await until(async () => (await app.context.db.selectFrom('document_log').selectAll().execute()).length > 1, 'log')
    two.provider.connect()
    await until(async () => (await rows()).length > 0, 'a rescue')
    expect(await rows()).toMatchObject([
      {
        documentId,
        kind: 'swallowed',
        text: ' with a sentence',
        authorId: team.memberIds[1],
        causedById: team.memberIds[0],
        wordsBefore: 'Start',
        state: 'waiting',
      },
    ])
    const newest = await sql<{ newest: number }>`select max(sequence) as newest from document_log`.execute(
      app.context.db,
    )
    expect(Number((await rows())[0]!.sequence)).toBe(Number(newest.rows[0]!.newest))
    one.close()
    two.close()
  })

  it('is laid aside also when a plain client comes back with one whole state, in which it is deleted already', async () => {
    const { team, one, two, rows } = await setting(makeApp)
    // What it writes never leaves it; what others write still comes.
    two.provider.ws!.send = () => {}
    makeList(two.document)
    textOf(one.document).insert(5, ' with a sentence')
    await until(() => Y.getState(two.document.store, one.document.clientID) > 0, 'the sentence on the other page')
    two.provider.disconnect()
    two.provider.connect()
    await until(async () => (await rows()).length > 0, 'a rescue')
    expect(await rows()).toMatchObject([
      { text: ' with a sentence', authorId: team.memberIds[0], causedById: team.memberIds[1] },
    ])
    one.close()
    two.close()
  })

  it('is not laid aside when the update that swallowed it is not kept', async () => {
    const { app, url, team, documentId, one, two, rows } = await setting(makeApp)
    const raw = await rawClient(url, documentId, await app.cookieOf(team.memberIds[1]!))
    const apart = new Y.Doc()
    Y.applyUpdate(apart, Y.encodeStateAsUpdate(two.document))
    const list = updateOf(apart, makeList)
    two.close()
    textOf(one.document).insert(5, ' with a sentence')
    await until(() => raw.heard.some(({ kind }) => kind === 'update'), 'the sentence')
    await app.context.db.updateTable('document').set({ state: 'frozen' }).execute()
    raw.sendUpdate(list)
    expect(await raw.closeCode()).toBe(4205)
    expect(await rows()).toEqual([])
    one.close()
  })
})
