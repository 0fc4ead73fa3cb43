import { sql } from 'kysely'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
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

describeOnBothDatabases('Swallowed text', (makeApp) => {
  it('is laid aside with the update that swallowed it, under its author’s name', async () => {
    const { app, team, documentId, one, two, rows } = await setting(makeApp)
    two.provider.disconnect()
    textOf(two.document).insert(5, ' with a sentence')
    makeList(one.document)
    await until(
      async () => (await app.context.db.selectFrom('document_update').selectAll().execute()).length > 1,
      'log',
    )
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
    const newest = await sql<{ newest: number }>`select max(sequence) as newest from document_update`.execute(
      app.context.db,
    )
    expect(Number((await rows())[0]!.sequence)).toBe(Number(newest.rows[0]!.newest))
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
