import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { nameVersion } from '#server/versions/name-version.ts'
import { readVersions } from '#server/versions/read-versions.ts'
import { restoreVersion } from '#server/versions/restore-version.ts'
import { type AnotherServer, anotherServer } from '#tests/support/another-server.ts'
import { handsThat } from '#tests/support/hands.ts'
import { plainClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const end: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

/** Three servers on one PostgreSQL: versions are asked for at the first, people write at the others. */
async function setting() {
  const app = await makeTestApp('postgres')
  end.push(app.close)
  const others: AnotherServer[] = []
  const urls = [await app.listen()]
  for (let n = 0; n < 2; n++) {
    const other = await anotherServer(app)
    end.push(other.close)
    others.push(other)
    urls.push(other.url)
  }
  const [second, third] = others as [AnotherServer, AnotherServer]
  const servers = [app.context, second.context, third.context] as const
  const team = await app.world.team({ size: 4 })
  const { id: entryId, documentId } = await app.world.entry(team.portfolioId, { words: 'The bus was late.' })
  const noor = await app.actor(team.memberIds[0]!)
  return {
    app,
    servers,
    team,
    entryId,
    documentId,
    noor,
    async enter(server: number, who: number, document?: Y.Doc) {
      const client = plainClient(urls[server]!, documentId, await app.cookieOf(team.memberIds[who]!), document)
      client.provider.maxBackoffTime = 100
      end.push(client.close)
      await client.synced()
      return client
    },
    write: (server: 0 | 1 | 2, who: number, change: (document: Y.Doc) => void) =>
      servers[server]!.rooms.write(documentId, team.memberIds[who]!, change),
    wordsAt: async (server: number) => pagePlainText(await servers[server]!.rooms.contentOf(documentId)),
    versionsAt: (server: number) => readVersions(servers[server]!, noor, entryId),
    stored: async () => {
      const document = new Y.Doc()
      Y.applyUpdate(document, new RoomMemory((await loadDocument(app.context, documentId))!).state())
      return wordsOf(document).join('\n')
    },
  }
}

function addParagraph(document: Y.Doc, id: string, words: string): void {
  const block = new Y.XmlElement('paragraph')
  block.setAttribute('id', id)
  block.setAttribute('kind', 'p')
  block.insert(0, [new Y.XmlText(words)])
  document.getXmlFragment('default').push([block])
}
const append = (words: string) => (document: Y.Doc) => textOf(document).insert(textOf(document).length, words)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const count = (text: string, part: string) => text.split(part).length - 1

describe('Versions, with several servers', () => {
  it('are not brought back at one server where another has just closed the page or ended the right', async () => {
    const { app, servers, entryId, documentId, team, noor, write, stored } = await setting()
    const [, second] = servers
    const { versionId } = await nameVersion(servers[0], noor, { entryId, versionId: null, name: 'Draft' })
    await write(1, 1, append(' Again.'))
    await app.context.db
      .updateTable('membership')
      .set({ endedOn: '2027-01-01' })
      .where('personId', '=', team.memberIds[1]!)
      .execute()
    const gone = await app.actor(team.memberIds[1]!)
    await expect(restoreVersion(second, gone, { entryId, versionId })).rejects.toMatchObject({ code: 'not-found' })
    // Its memory at the second server still says that the page is open.
    await app.context.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute()
    await expect(restoreVersion(second, noor, { entryId, versionId })).rejects.toThrow()
    expect(await stored()).toBe('The bus was late. Again.')
  })

  it('come back at one server while people type at another, and one who was away at a third joins later', async () => {
    const { app, servers, entryId, noor, enter, write, wordsAt, versionsAt, stored } = await setting()
    await write(1, 1, (document) => addParagraph(document, 'second', 'Nobody told us why.'))
    const { versionId } = await nameVersion(servers[0], noor, { entryId, versionId: null, name: 'Draft' })
    const away = await enter(2, 3)
    await write(1, 1, (document) => {
      textOf(document).delete(4, 3)
      textOf(document).insert(4, 'tram')
      addParagraph(document, 'third', 'To be taken out.')
    })
    await until(() => wordsOf(away.document).length === 3, 'the absent one has seen it')
    away.provider.disconnect()
    textOf(away.document, 1).insert(0, 'Later: ')

    const [one, two] = [await enter(1, 1), await enter(2, 2)]
    const hands = handsThat(() => {
      textOf(one.document, 1).insert(textOf(one.document, 1).length, '+')
      textOf(two.document).insert(textOf(two.document).length, '*')
    })
    await until(() => hands.typed > 5, 'they type')
    const { keptId } = await restoreVersion(servers[0], noor, { entryId, versionId })
    const before = hands.typed
    await until(() => hands.typed > before + 10, 'they type on')
    await hands.stop()
    away.provider.connect()
    await until(() => (wordsOf(one.document)[1] ?? '').startsWith('Later: '), 'the absent one is back', 15_000)
    const replicas = () => new Set([one, two, away].map(({ document }) => wordsOf(document).join('\n')))
    await until(() => replicas().size === 1, 'all the same', 15_000)
    const [first = '', second = '', ...more] = wordsOf(one.document)
    expect(more).toEqual([])
    expect(first).toMatch(/^The bus was late\.\**$/)
    expect(second).toMatch(/^Later: Nobody told us why\.\+*$/)
    await until(async () => (await stored()) === `${first}\n${second}`, 'also on the disk')
    for (const server of [0, 1, 2]) expect(await wordsAt(server)).toBe(`${first}\n${second}`)

    // Each letter stands once: on the page, or in what was kept before the restore.
    const kept = await app.context.db
      .selectFrom('document_version')
      .select('content')
      .where('id', '=', keptId!)
      .executeTakeFirstOrThrow()
    const [keptFirst = '', keptSecond = ''] = pagePlainText(JSON.parse(kept.content)).split('\n')
    expect(keptFirst).toMatch(/^The tram was late\.\**$/)
    expect(count(keptFirst, '*') + count(first, '*')).toBe(hands.typed)
    expect(keptSecond).toMatch(/^Nobody told us why\.\+*$/)
    expect(count(keptSecond, '+') + count(second, '+')).toBe(hands.typed)

    const [here, ...elsewhere] = await Promise.all([0, 1, 2].map(versionsAt))
    expect(here!.days.flatMap(({ versions }) => versions.map(({ id }) => id))).toEqual([keptId, versionId])
    for (const list of elsewhere) expect(list).toEqual(here)
    // What one server kept, another brings back.
    await restoreVersion(servers[2], noor, { entryId, versionId: keptId! })
    await until(() => wordsOf(one.document)[2] === 'To be taken out.', 'brought back elsewhere')
    expect(await wordsAt(0)).toBe(await stored())
  })

  it('and what a server writes for a person reach a page that is open at another, between the letters of its people', async () => {
    const { servers, enter, write, wordsAt, stored, documentId } = await setting()
    const [one, two] = [await enter(1, 1), await enter(2, 2)]
    expect(servers[0].rooms.now().documents).toEqual([])
    const rounds = 15
    const writes: Promise<{ sequence: number }>[] = []
    for (let round = 0; round < rounds; round++) {
      writes.push(write(0, 0, append(` w${round}.`)), write(1, 1, append(` v${round}.`)))
      append(` o${round}.`)(one.document)
      append(` t${round}.`)(two.document)
      await pause(5)
    }
    const sequences = (await Promise.all(writes)).map(({ sequence }) => sequence)
    await until(
      () => wordsOf(one.document)[0] === wordsOf(two.document)[0] && count(wordsOf(one.document)[0]!, '.') === 61,
      'all the same',
      15_000,
    )
    const [words = ''] = wordsOf(one.document)
    for (const hand of ['w', 'v', 'o', 't']) {
      for (let round = 0; round < rounds; round++) expect(count(words, ` ${hand}${round}.`)).toBe(1)
    }
    await until(async () => (await stored()) === words, 'also on the disk')
    for (const server of [0, 1, 2]) expect(await wordsAt(server)).toBe(words)
    const { headSequence } = await servers[0].db
      .selectFrom('document')
      .select('headSequence')
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow()
    expect(Math.max(...sequences)).toBeLessThanOrEqual(headSequence)
    for (const { document } of [one, two]) expect(document.store.pendingStructs).toBeNull()
  })
})
