import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { nameVersion } from '#server/versions/name-version.ts'
import { restoreVersion } from '#server/versions/restore-version.ts'
import { handsThat } from '#tests/support/hands.ts'
import { plainClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const entry = await app.world.entry(team.portfolioId, { words: 'The bus was late.' })
  const [noor, dev, away] = await Promise.all(team.memberIds.map((id) => app.actor(id)))
  const input = { entryId: entry.id }
  const name = (words: string) => nameVersion(app.context, noor!, { ...input, versionId: null, name: words })
  const restore = (versionId: string, actor = noor!) => restoreVersion(app.context, actor, { ...input, versionId })
  const words = async () =>
    (await app.context.rooms.contentOf(entry.documentId)).page.content?.map((block) => block.content?.[0]?.text ?? '')
  const versions = () =>
    app.context.db.selectFrom('document_version').selectAll().orderBy('uptoSequence').orderBy('createdAt').execute()
  const client = async (n: number, document?: Y.Doc) => {
    const one = plainClient(url, entry.documentId, await app.cookieOf(team.memberIds[n]!), document)
    await one.synced()
    return one
  }
  const write = (change: (document: Y.Doc) => void) =>
    app.context.rooms.write(entry.documentId, team.memberIds[1]!, change)
  return { app, team, entry, noor: noor!, dev: dev!, away: away!, name, restore, words, versions, client, write }
}

/** One more paragraph at the end, as an editor makes it. */
function addParagraph(document: Y.Doc, id: string, words: string): void {
  const block = new Y.XmlElement('paragraph')
  block.setAttribute('id', id)
  block.setAttribute('kind', 'p')
  block.insert(0, [new Y.XmlText(words)])
  document.getXmlFragment('default').push([block])
}

describeOnBothDatabases('Versions that people name and bring back', (makeApp) => {
  it('are for who writes the page: a reader is told so, a stranger finds nothing', async () => {
    const { app, team, entry, name, restore, versions } = await setting(makeApp)
    const { versionId } = await name('Draft sent to our mentor')
    const mentor = await app.actor(await app.world.mentor(team.id))
    const stranger = await app.actor(await app.world.person())
    const input = { entryId: entry.id, versionId, name: 'Mine' }
    await expect(nameVersion(app.context, mentor, input)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(restore(versionId, mentor)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(nameVersion(app.context, stranger, input)).rejects.toMatchObject({ code: 'not-found' })
    await expect(restore(versionId, stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(name(' ')).rejects.toMatchObject({ code: 'not-ready' })
    await expect(name('x'.repeat(121))).rejects.toMatchObject({ code: 'not-ready' })
    expect((await versions()).map((version) => version.name)).toEqual(['Draft sent to our mentor'])
  })

  it('are not found through another entry, and not where the page was put aside', async () => {
    const { app, team, entry, noor, name, restore } = await setting(makeApp)
    const { versionId } = await name('Draft')
    const other = await app.world.entry(team.portfolioId, { words: 'Another page' })
    await expect(restoreVersion(app.context, noor, { entryId: other.id, versionId })).rejects.toMatchObject({
      code: 'not-found',
    })
    await app.context.db.updateTable('entry').set({ archivedAt: app.clock.iso() }).where('id', '=', entry.id).execute()
    await expect(restore(versionId)).rejects.toMatchObject({ code: 'locked' })
  })

  it('keep the words of their moment with who wrote since the one before, and may be named again', async () => {
    const { app, entry, noor, team, name, write, versions } = await setting(makeApp)
    await name('First')
    await write((document) => textOf(document).insert(17, ' Again.'))
    const { versionId } = await name('Second')
    await nameVersion(app.context, noor, { entryId: entry.id, versionId, name: 'Sent to our mentor' })
    const [first, second] = await versions()
    expect(first).toMatchObject({ kind: 'named', name: 'First', people: '[]', createdById: team.memberIds[0] })
    expect(second).toMatchObject({ name: 'Sent to our mentor', people: JSON.stringify([team.memberIds[1]]) })
    expect(second!.content).toContain('The bus was late. Again.')
    const audit = await app.context.db.selectFrom('audit').select('action').where('subjectId', '=', entry.id).execute()
    expect(audit.map(({ action }) => action)).toEqual(['name-version', 'name-version', 'name-version'])
  })

  it('come back as one edit of who brought them back, after what stood was kept; and that can be brought back too', async () => {
    const { app, entry, team, name, restore, words, write, versions } = await setting(makeApp)
    const { versionId } = await name('Draft')
    await write((document) => {
      textOf(document).insert(17, ' Again.')
      addParagraph(document, 'second', 'A second thought.')
    })
    const { keptId } = await restore(versionId)
    expect(await words()).toEqual(['The bus was late.'])
    const kept = (await versions()).find(({ id }) => id === keptId)
    expect(kept).toMatchObject({ kind: 'before-restore', restoredId: versionId, createdById: team.memberIds[0] })
    const rows = await app.context.db
      .selectFrom('document_log')
      .select('personId')
      .where('documentId', '=', entry.documentId)
      .orderBy('sequence')
      .execute()
    expect(rows.map(({ personId }) => personId)).toEqual([null, team.memberIds[1], team.memberIds[0]])
    await restore(keptId!)
    expect(await words()).toEqual(['The bus was late. Again.', 'A second thought.'])
    expect(await versions()).toHaveLength(3)
    const document = await app.context.db.selectFrom('document').select('epoch').executeTakeFirstOrThrow()
    expect(document.epoch).toBe(1)
  })

  it('change nothing where the page says the same already', async () => {
    const { app, name, restore, versions } = await setting(makeApp)
    const { versionId } = await name('Draft')
    expect(await restore(versionId)).toEqual({ keptId: null })
    expect(await versions()).toHaveLength(1)
    expect(await app.context.db.selectFrom('document_log').select('sequence').execute()).toHaveLength(1)
  })

  it('leave a version too many and nothing else, where the server ends between keeping and changing', async () => {
    const { app, entry, name, restore, words, write, versions } = await setting(makeApp)
    const { versionId } = await name('Draft')
    await write((document) => textOf(document).insert(17, ' Again.'))
    await app.context.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', entry.documentId).execute()
    await expect(restore(versionId)).rejects.toThrow()
    await app.context.db.updateTable('document').set({ state: 'open' }).where('id', '=', entry.documentId).execute()
    expect(await words()).toEqual(['The bus was late. Again.'])
    expect((await versions()).map(({ kind }) => kind)).toEqual(['named', 'before-restore'])
    await restore(versionId)
    expect(await words()).toEqual(['The bus was late.'])
  })

  it('come back while two people type and one is away: carets stay, nothing is doubled, no word of meanwhile is lost', async () => {
    const { app, name, restore, words, write, client, versions } = await setting(makeApp)
    await write((document) => addParagraph(document, 'second', 'Nobody told us why.'))
    const { versionId } = await name('Draft')
    const absent = new Y.Doc()
    const before = await client(2, absent)
    await write((document) => {
      textOf(document).delete(4, 3)
      textOf(document).insert(4, 'tram')
      addParagraph(document, 'third', 'To be taken out.')
    })
    await until(() => wordsOf(absent).length === 3, 'the absent one has seen it')
    before.provider.disconnect()
    textOf(absent, 1).insert(0, 'Later: ')
    const [one, two] = [await client(0), await client(1)]
    const caret = Y.createRelativePositionFromTypeIndex(textOf(one.document, 1), 6)
    const hands = handsThat(() => {
      textOf(one.document, 1).insert(textOf(one.document, 1).length, 'a')
      textOf(two.document).insert(textOf(two.document).length, 'b')
    })
    await until(() => hands.typed > 3, 'they type')
    const { keptId } = await restore(versionId)
    const typedBefore = hands.typed
    await until(() => hands.typed > typedBefore + 5, 'they type on')
    await hands.stop()
    const position = Y.createAbsolutePositionFromRelativePosition(caret, one.document)
    expect(position?.index).toBe(6)
    before.provider.connect()
    await until(() => (wordsOf(one.document)[1] ?? '').startsWith('Later: '), 'the absent one is back')
    await until(() => wordsOf(two.document).join('|') === wordsOf(one.document).join('|'), 'all the same')
    const [first, second, ...more] = wordsOf(one.document)
    expect(more).toEqual([])
    expect(first).toMatch(/^The bus was late\.b*$/)
    expect(second).toMatch(/^Later: Nobody told us why\.a*$/)
    await until(() => wordsOf(absent).join('|') === `${first}|${second}`, 'also at the absent one')
    await until(async () => (await words())?.join('|') === `${first}|${second}`, 'also on disk')
    // What was typed before the moment of the restore stands in what was kept, what was typed after it on the page.
    const kept = JSON.parse((await versions()).find(({ id }) => id === keptId)!.content).page.content
    const count = (text: string, letter: string) => text.replace(/[^ab]/g, '').split(letter).length - 1
    expect(kept[0].content[0].text.startsWith('The tram was late.')).toBe(true)
    expect(count(kept[0].content[0].text.slice(18), 'b') + count(first!.slice(17), 'b')).toBe(hands.typed)
    for (const client of [one, two, before]) client.close()
    expect(app.context.rooms.presence([])).toEqual([])
  })
})
