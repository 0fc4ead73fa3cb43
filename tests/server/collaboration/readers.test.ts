import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  message,
  numbers,
  plainClient,
  rawClient,
  textOf,
  until,
  updateOf,
  wordsOf,
} from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const rows = async (app: TestApp) =>
  (await app.context.db.selectFrom('document_log').select('sequence').execute()).length

describeOnBothDatabases('Somebody who may only read', (makeApp) => {
  it('gets the page, and no letter of theirs is written, whatever they send', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Ours' })
    const readers = [await app.world.champion(team.id), await app.world.mentor(team.id)]
    const before = await rows(app)
    for (const reader of readers) {
      const raw = await rawClient(url, documentId, await app.cookieOf(reader))
      raw.sendStep1(new Uint8Array([0]))
      await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
      const document = new Y.Doc()
      for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
      expect(wordsOf(document)).toEqual(['Ours'])
      raw.askSaved(1)
      await raw.saved(1)
      raw.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'Not ')))
      raw.sendStep2(Y.encodeStateAsUpdate(document))
      raw.askSaved(2)
      await until(() => raw.heard.filter(({ kind }) => kind === 'refused').length >= 3, 'told so')
      expect(raw.heard.some((one) => one.kind === 'saved' && one.nonce === 2)).toBe(false)
      raw.send(message(0, 1, new Uint8Array([0, 0])))
      raw.send(numbers(77, 5))
      raw.close()
    }
    expect(await rows(app)).toBe(before)
  })

  it('is closed with 4403 when they keep trying', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Ours' })
    const raw = await rawClient(url, documentId, await app.cookieOf(await app.world.mentor(team.id)))
    const document = new Y.Doc()
    for (let n = 0; n < 4; n++)
      raw.sendUpdate(
        updateOf(document, () => document.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')])),
      )
    expect(await raw.closeCode()).toBe(4403)
    expect(await rows(app)).toBe(1)
  })

  it('reconnects with a whole copy of the page without being told off', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Ours' })
    const writer = plainClient(url, documentId, await app.cookieOf(team.memberIds[0]!))
    await writer.synced()
    textOf(writer.document).delete(0, 1)
    const reader = plainClient(url, documentId, await app.cookieOf(await app.world.mentor(team.id)))
    await reader.synced()
    await until(() => wordsOf(reader.document)[0] === 'urs', 'the deletion')
    const raw = await rawClient(url, documentId, await app.cookieOf(await app.world.mentor(team.id)))
    raw.sendStep2(Y.encodeStateAsUpdate(reader.document))
    raw.askSaved(1)
    await raw.saved(1)
    expect(raw.heard.some(({ kind }) => kind === 'refused')).toBe(false)
    for (const client of [writer, reader, raw]) client.close()
  })

  it('is the rest of the team, where an entry belongs to one person', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const [author, colleague] = team.memberIds
    const { documentId } = await app.world.entry(team.portfolioId, { section: '11', authorId: author!, words: 'Mine' })
    const raw = await rawClient(url, documentId, await app.cookieOf(colleague!))
    raw.askSaved(1)
    await raw.saved(1)
    const document = new Y.Doc()
    raw.sendUpdate(
      updateOf(document, () => document.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')])),
    )
    await until(() => raw.heard.some(({ kind }) => kind === 'refused'), 'refused')
    expect(await rows(app)).toBe(1)
    raw.close()
  })
})
