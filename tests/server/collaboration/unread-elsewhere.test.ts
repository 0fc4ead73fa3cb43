import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { projectRoom } from '#server/collaboration/projection.ts'
import { unreadAtLoad } from '#server/collaboration/unread-at-load.ts'
import { anotherServer } from '#tests/support/another-server.ts'
import { type DeadLine, deadLine } from '#tests/support/dead-line.ts'
import { textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { meddle } from '#tests/support/meddle.ts'
import { describeOnBothDatabases, makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const end: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

/** Where the words of a page's author end. */
function lastOf(document: Y.Doc): { client: number; end: number } {
  const client = document.clientID
  return { client, end: Y.decodeStateVector(Y.encodeStateVector(document)).get(client) ?? 0 }
}

const quick = { unloadAfter: 0, restEvery: 20 }

async function setting(app: TestApp) {
  const url = await app.listen()
  const talk: DeadLine = await deadLine(app)
  const { rooms, db } = app.context
  /** The room is given up: the next one to come finds what is stored. */
  const givenUp = async () => {
    await until(() => rooms.now().documents.length === 0, 'given up')
  }
  const log = () => db.selectFrom('document_log').selectAll().where('documentId', '=', talk.documentId).execute()
  return { url, talk, givenUp, log }
}

describeOnBothDatabases('When everybody has left and the page is no longer in memory,', (makeApp) => {
  it('a colleague’s words that nobody read are laid aside at the return', async () => {
    const { url, talk, givenUp, log } = await setting(await makeApp({}, quick))
    const { anna, line, page } = await talk.meet(url)
    line.close()
    anna.close()
    await givenUp()
    expect(await log()).toEqual([])
    const ben = await talk.returns(url, page)
    await talk.isLaidAside()
    ben.close()
  })

  it('they are laid aside also at a second return, when the first one ended before a word was said', async () => {
    const { url, talk, givenUp } = await setting(await makeApp({}, quick))
    const { anna, line, page } = await talk.meet(url)
    line.close()
    anna.close()
    await givenUp()
    const glance = await talk.ben(url)
    glance.line.close()
    await givenUp()
    const ben = await talk.returns(url, page)
    await talk.isLaidAside()
    ben.close()
  })

  it('nothing is noted of who left alone, or while nobody else wrote', async () => {
    const { url, talk, givenUp } = await setting(await makeApp({}, quick))
    const anna = await talk.anna(url)
    talk.write(anna.document, 'Alone. ')
    const reader = await talk.anna(url)
    await until(() => wordsOf(reader.document).join().startsWith('Alone'), 'read')
    reader.close()
    anna.close()
    await givenUp()
    const { line } = await talk.ben(url)
    line.close()
    await givenUp()
    expect(await talk.noted()).toEqual([])
  })

  it('nothing is laid aside of what somebody read, when they take it away before they come back', async () => {
    const { url, talk, givenUp } = await setting(await makeApp({}, quick))
    const anna = await talk.anna(url)
    talk.write(anna.document, 'Read me. ')
    await until(async () => (await talk.rescued()).length === 0 && textOf(anna.document).length > 0, 'written')
    anna.close()
    await givenUp()
    const { line, page } = await talk.ben(url)
    line.close()
    await givenUp()
    talk.takeAway(page)
    const ben = await talk.returns(url, page)
    const seen = await talk.anna(url)
    await until(() => wordsOf(seen.document).length === 0, 'gone for all')
    expect(await talk.rescued()).toEqual([])
    seen.close()
    ben.close()
  })

  it('what was noted of somebody goes when they were here again in peace', async () => {
    const { url, talk, givenUp } = await setting(await makeApp({}, quick))
    const { anna, line, page } = await talk.meet(url)
    line.close()
    anna.close()
    await givenUp()
    expect(await talk.noted()).toHaveLength(1)
    const ben = await talk.returns(url, page)
    await talk.isLaidAside()
    ben.close()
    await givenUp()
    expect(await talk.noted()).toEqual([])
  })
})

describeOnBothDatabases('What is noted of those who left', (makeApp) => {
  it('is given up after ninety days', async () => {
    const app = await makeApp({}, quick)
    const { url, talk, givenUp } = await setting(app)
    const day = 24 * 3_600_000
    const at = (days: number) => new Date(app.clock.now().getTime() - days * day).toISOString()
    const row = { documentId: talk.documentId, personId: null, epoch: 1, letters: '[]' }
    const rows = [89, 91].map((days) => ({ ...row, id: `${days} days`, leftAt: at(days) }))
    await app.context.db.insertInto('document_unread').values(rows).execute()
    const { anna, line } = await talk.meet(url)
    line.close()
    anna.close()
    await givenUp()
    await until(async () => (await talk.noted()).length === 2, 'tidied')
    expect((await talk.noted()).map(({ id }) => id)).toContain('89 days')
  })

  it('can fail to be written, and nobody is worse off for it', async () => {
    const app = await makeApp({}, quick)
    const { url, talk } = await setting(app)
    let tries = 0
    meddle(app, 'insert document_unread', () => {
      tries++
      throw new Error('the disk says no')
    })
    const { anna, line, page } = await talk.meet(url)
    line.close()
    await until(() => tries > 0, 'tried')
    // Here it is still known.
    const ben = await talk.returns(url, page)
    await talk.isLaidAside()
    ben.close()
    anna.close()
  })

  it('covers who is here while the log becomes one state, should the server end then', async () => {
    const app = await makeApp({}, quick)
    const { url, talk, givenUp } = await setting(app)
    const { anna, line } = await talk.meet(url)
    const { room, release } = await app.context.rooms.open(talk.documentId)
    await projectRoom(app.context, room, true)
    const then = (await loadDocument(app.context, talk.documentId))!
    expect(then.updates).toEqual([])
    const { client, end: upTo } = lastOf(anna.document)
    expect(unreadAtLoad(then)).toEqual([[client, upTo - 'Zoe! '.length, upTo]])
    release()
    line.close()
    anna.close()
    await givenUp()
    const afterwards = (await loadDocument(app.context, talk.documentId))!
    expect(unreadAtLoad(afterwards)).toEqual([])
  })
})

describe('On several servers', () => {
  async function two() {
    const app = await makeTestApp('postgres', {}, quick)
    end.push(app.close)
    const other = await anotherServer(app, quick)
    end.push(other.close)
    return { app, ...(await setting(app)), other }
  }

  it('who left one of them comes back through another, and the words are laid aside', async () => {
    const { url, talk, givenUp, other } = await two()
    const { anna, line, page } = await talk.meet(url)
    line.close()
    anna.close()
    await givenUp()
    const ben = await talk.returns(other.url, page)
    await talk.isLaidAside()
    ben.close()
  })

  it('so they are when the log has become one state meanwhile, and the first one knows of no leaving', async () => {
    const { app, url, talk, other } = await two()
    const { anna, line, page } = await talk.meet(url)
    const { room, release } = await app.context.rooms.open(talk.documentId)
    await projectRoom(app.context, room, true)
    release()
    const ben = await talk.returns(other.url, page)
    await talk.isLaidAside()
    ben.close()
    line.close()
    anna.close()
  })

  it('so they are while the first one still holds the dead line open, and the other has had the page open too', async () => {
    const { url, talk, other } = await two()
    const reader = await talk.anna(other.url)
    const { anna, line, page } = await talk.meet(url)
    await until(() => wordsOf(reader.document).join().startsWith('Zoe!'), 'known there too')
    const ben = await talk.returns(other.url, page)
    await talk.isLaidAside()
    reader.close()
    ben.close()
    line.close()
    anna.close()
  })
})
