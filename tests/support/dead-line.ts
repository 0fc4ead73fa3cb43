/**
 * Two people on one page, and a line that is dead in one direction: Ben takes the paragraph away, which never reaches the
 * server, while Anna's words still reach him, and fall on his page. He comes back with one whole state.
 */
import { expect } from 'vitest'
import * as Y from 'yjs'
import { plainClient, rawClient, textOf, until } from './live-client.ts'
import { pageOf } from './live-room.ts'
import type { TestApp } from './test-app.ts'

export async function deadLine(app: TestApp) {
  const team = await app.world.team({ size: 3 })
  const [annaId, benId] = team.memberIds as [string, string]
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'We met at the gate' })
  const cookies = { anna: await app.cookieOf(annaId), ben: await app.cookieOf(benId) }
  const { db } = app.context

  const anna = async (url: string) => {
    const client = plainClient(url, documentId, cookies.anna)
    await client.synced()
    return client
  }
  const write = (document: Y.Doc, words: string) => textOf(document).insert(0, words)
  /** Ben's page from its first moment, on a line that carries nothing of his. */
  const ben = async (url: string) => {
    const line = await rawClient(url, documentId, cookies.ben)
    const page = await pageOf(line)
    let read = line.heard.length
    const hears = () => {
      for (const one of line.heard.slice(read)) if (one.kind === 'update') Y.applyUpdate(page, one.bytes)
      read = line.heard.length
    }
    return { line, page, hears }
  }
  const takeAway = (page: Y.Doc) => page.getXmlFragment('default').delete(0, 1)

  return {
    documentId,
    anna,
    write,
    ben,
    takeAway,
    /** Both are here, and it has happened. */
    async meet(url: string) {
      const first = await anna(url)
      const { line, page, hears } = await ben(url)
      takeAway(page)
      write(first.document, 'Zoe! ')
      await until(() => line.heard.some(({ kind }) => kind === 'update'), 'Anna’s words')
      hears()
      return { anna: first, line, page }
    },
    /** A page comes back with all that it has. */
    async returns(url: string, page: Y.Doc) {
      const client = plainClient(url, documentId, cookies.ben, page)
      await client.synced()
      return client
    },
    rescued: () =>
      db
        .selectFrom('document_rescue')
        .select(['text', 'authorId', 'causedById'])
        .where('documentId', '=', documentId)
        .execute(),
    noted: () => db.selectFrom('document_unread').selectAll().where('documentId', '=', documentId).execute(),
    /** Anna's words stand in the tray, and nothing else. */
    async isLaidAside() {
      await until(async () => (await this.rescued()).length > 0, 'a rescue')
      expect(await this.rescued()).toEqual([{ text: 'Zoe! ', authorId: annaId, causedById: benId }])
    },
  }
}
export type DeadLine = Awaited<ReturnType<typeof deadLine>>
