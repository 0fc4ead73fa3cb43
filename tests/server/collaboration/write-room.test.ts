import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeRoom } from '#server/collaboration/write-room.ts'
import { plainClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const [writer, colleague] = team.memberIds
  const write = (change: (document: Y.Doc) => void) => app.context.rooms.write(documentId, writer!, change)
  const rows = () =>
    app.context.db
      .selectFrom('document_log')
      .select(['personId', 'connectionId', 'sequence', 'insertedCharacters', 'deletedCharacters'])
      .orderBy('sequence')
      .execute()
  return { app, url, documentId, writer: writer!, colleague: colleague!, write, rows }
}

describeOnBothDatabases('An edit that the server makes for a person', (makeApp) => {
  it('is refused where the document is not open, and leaves nothing behind', async () => {
    const { app, documentId, write, rows } = await setting(makeApp)
    await app.context.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute()
    await expect(write((document) => textOf(document).insert(5, '!'))).rejects.toMatchObject({ code: 'locked' })
    expect(await rows()).toHaveLength(1)
    await expect(app.context.rooms.write('nothing', 'nobody', () => {})).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is refused whole where it holds what a page may not hold', async () => {
    const { app, documentId, write, rows } = await setting(makeApp)
    const unknown = write((document) => document.getXmlFragment('default').insert(0, [new Y.XmlElement('marquee')]))
    await expect(unknown).rejects.toThrow(/unknown/)
    await expect(
      write((document) => {
        textOf(document).insert(0, 'half ')
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await rows()).toHaveLength(1)
    expect((await app.context.rooms.contentOf(documentId)).page.content?.[0]?.content?.[0]?.text).toBe('Start')
  })

  it('stands in the log as that person’s, whether the page is open or not, and its sequence covers it', async () => {
    const { app, documentId, writer, write, rows } = await setting(makeApp)
    const { sequence } = await write((document) => textOf(document).insert(5, ' again'))
    const [, row] = await rows()
    expect(row).toMatchObject({ personId: writer, connectionId: 'server', insertedCharacters: 6, sequence })
    const clients = await app.context.db.selectFrom('document_client').selectAll().execute()
    expect(clients.filter((client) => client.personId === writer)).toHaveLength(1)
    expect((await write(() => {})).sequence).toBe(sequence)
    expect(await rows()).toHaveLength(2)
    await write((document) => textOf(document).insert(11, ' and again'))
    expect((await app.context.rooms.contentOf(documentId)).page.content?.[0]?.content?.[0]?.text).toBe(
      'Start again and again',
    )
  })

  it('reaches everybody who has the page open, between the letters they type', async () => {
    const { app, url, documentId, writer, colleague, write } = await setting(makeApp)
    const clients = [writer, colleague].map(async (personId) => {
      const client = plainClient(url, documentId, await app.cookieOf(personId))
      await client.synced()
      return client
    })
    const [one, two] = await Promise.all(clients)
    if (!one || !two) throw new Error('two came')
    const typing = (async () => {
      for (let n = 0; n < 30; n++) {
        textOf(one.document).insert(0, 'a')
        textOf(two.document).insert(textOf(two.document).length, 'b')
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })()
    for (let n = 0; n < 5; n++) await write((document) => textOf(document).insert(textOf(document).length, '-'))
    await typing
    const all = (words: string | undefined) => [...(words ?? '')].sort().join('')
    const expected = all(`${'a'.repeat(30)}${'b'.repeat(30)}-----Start`)
    await until(() => all(wordsOf(one.document)[0]) === expected, 'everything at the first')
    await until(() => wordsOf(two.document)[0] === wordsOf(one.document)[0], 'the same at the second')
    one.close()
    two.close()
  })

  it('waits until a freeze is over', async () => {
    const { app, documentId, write, rows } = await setting(makeApp)
    let written = false
    let writing: Promise<unknown> | undefined
    await app.context.rooms.whileFrozen([documentId], async (frozen) => {
      writing = write((document) => textOf(document).insert(5, '!')).then(() => {
        written = true
      })
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(written).toBe(false)
      expect(frozen.get(documentId)?.content.page.content?.[0]?.content?.[0]?.text).toBe('Start')
    })
    await writing
    expect(await rows()).toHaveLength(2)
  })

  it('that comes after a reading is not covered by the reading’s sequence, also when both wait for one commit', async () => {
    const { app, documentId, writer, rows } = await setting(makeApp)
    const { room, release } = await app.context.rooms.open(documentId)
    const before = writeRoom(room, writer, (document) => textOf(document).insert(5, ' before'))
    const reading = room.settled()
    const after = writeRoom(room, writer, (document) => textOf(document).insert(12, ' after'))
    const covered = await reading
    expect(covered).toBe((await before).sequence)
    expect((await after).sequence).toBeGreaterThan(covered)
    expect((await rows()).map((row) => row.sequence)).toEqual([expect.anything(), covered, (await after).sequence])
    release()
  })
})
