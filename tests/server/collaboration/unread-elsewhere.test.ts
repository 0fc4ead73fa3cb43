import { afterEach, describe, expect, it } from 'vitest'
import { anotherServer } from '#tests/support/another-server.ts'
import { type DeadLine, deadLine } from '#tests/support/dead-line.ts'
import { textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const end: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

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

describe('On several servers', () => {
  async function two() {
    const app = await makeTestApp('postgres', {}, quick)
    end.push(app.close)
    const other = await anotherServer(app, quick)
    end.push(other.close)
    return { ...(await setting(app)), other }
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

  it('so they are while the first one still holds the dead line open', async () => {
    const { url, talk, other } = await two()
    const { anna, line, page } = await talk.meet(url)
    const ben = await talk.returns(other.url, page)
    await talk.isLaidAside()
    ben.close()
    line.close()
    anna.close()
  })
})
