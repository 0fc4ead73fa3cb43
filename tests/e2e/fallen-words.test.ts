/**
 * Words that could not leave the page on which a colleague's deletion of their place arrived. Yjs forgets such words at
 * once; what is left of them are the edits that brought them.
 */
import type { Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copiesIn, openEntry, saved, says, textOf, wordsIn, write } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
let author: string
beforeAll(async () => {
  team = await writtenTeam()
  author = team.memberIds[0]!
})
afterAll(() => team?.close())

const trayOf = (page: Page) => page.locator('.rescue-tray')
const tray = (page: Page) =>
  expect.poll(() => trayOf(page).locator('blockquote').allTextContents(), { timeout: 30_000 })

/** Which messages still leave the page: all, only the question what is missing here, or none. Everything comes in. */
type Out = 'all' | 'asks' | 'none'

/** Call it before the page is opened. A line that was dead ends when it is set anew: nothing is left out of one. */
async function lineOut(page: Page): Promise<{ set: (out: Out) => Promise<void> }> {
  let out: Out = 'all'
  const sockets = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/collab\//, (socket) => {
    const server = socket.connectToServer()
    sockets.add(socket)
    socket.onMessage((message) => {
      const [kind, step] = Buffer.from(message)
      if (out === 'all' || (out === 'asks' && kind === 0 && step === 0)) server.send(message)
    })
  })
  return {
    async set(next) {
      const ends = out === 'all' ? [] : [...sockets]
      out = next
      // Those of pages that are gone never answer.
      for (const socket of ends) void socket.close({ code: 1011 }).catch(() => {})
    },
  }
}

const entryOf = () => team.entry([line('a', 'Above.'), line('b', 'We met at the gate.')])
const colleagueTakesAway = (documentId: string) =>
  team.app.context.rooms.write(documentId, team.memberIds[1]!, (document) =>
    document.getXmlFragment('default').delete(1, 1),
  )
/** How many edits stand beside the copies of this browser as they were written. */
const editsIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let rows = 0
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('fieldfolio/')) continue
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const request = database.transaction('custom').objectStore('custom').getAllKeys()
        request.onsuccess = () => resolve(request.result)
      })
      database.close()
      rows += keys.filter((key) => Array.isArray(key)).length
    }
    return rows
  })

/** A page that has written, cannot send it, and has just lost the place of it. */
async function fallen(options?: Parameters<WrittenTeam['pageOf']>[1]) {
  const entry = await entryOf()
  const page = await team.pageOf(author, options)
  const out = await lineOut(page)
  await openEntry(page, team, entry.id)
  await out.set('none')
  await write(page, ' And nobody ran.')
  await page.waitForTimeout(400)
  await colleagueTakesAway(entry.documentId)
  await expect.poll(() => wordsIn(page)).toBe('Above.')
  await page.waitForTimeout(1_300) // By then the disk has what came from elsewhere too.
  return { entry, page, out }
}

describe('words whose place is taken away while they cannot leave the page', () => {
  it('wait beside the page when it is loaded anew, and nothing of them stays on the device', async () => {
    const { entry, page, out } = await fallen()
    await out.set('all')
    await page.reload()
    await saved(page)
    await tray(page).toEqual(['And nobody ran.'])
    expect(await textOf(team, entry.documentId)).toBe('Above.')
    await expect.poll(() => editsIn(page)).toBe(0)
    // Once is enough: the next page brings nothing again.
    await page.reload()
    await saved(page)
    await tray(page).toEqual(['And nobody ran.'])
    await trayOf(page).getByRole('button', { name: 'Insert' }).click()
    await expect.poll(() => textOf(team, entry.documentId)).toBe('Above.\nAnd nobody ran.')
  })

  it('also after several pages in vain, the copy made one by each of them', async () => {
    const { entry, page, out } = await fallen()
    for (let round = 0; round < 2; round++) {
      // The page hears everything, takes the copy for whole, and makes one row of it; its own words never leave.
      await out.set('asks')
      await page.reload()
      await page.locator('.page-editor').waitFor()
      await says(page, /^Saving/)
      await page.waitForTimeout(500)
    }
    await write(page, ' More.')
    await page.waitForTimeout(400)
    await out.set('all')
    await page.reload()
    await saved(page)
    await tray(page).toEqual(['And nobody ran.'])
    expect(await textOf(team, entry.documentId)).toBe('Above. More.')
    await expect.poll(() => editsIn(page)).toBe(0)
  })

  it('also when the tab was closed, and another one opens', async () => {
    const { page, entry } = await fallen()
    await page.close({ runBeforeUnload: false })
    const next = await page.context().newPage()
    await openEntry(next, team, entry.id)
    await tray(next).toEqual(['And nobody ran.'])
    expect(await textOf(team, entry.documentId)).toBe('Above.')
  })

  it('are brought by a second tab, once, and the first goes on when it can', async () => {
    const { entry, page, out } = await fallen()
    const other = await page.context().newPage()
    await openEntry(other, team, entry.id)
    await tray(other).toEqual(['And nobody ran.'])
    await write(page, ' From the first tab.')
    await page.waitForTimeout(400)
    await out.set('all')
    await saved(page)
    await expect.poll(() => wordsIn(other)).toBe('Above. From the first tab.')
    await tray(page).toEqual(['And nobody ran.'])
    await write(other, ' And on.')
    await saved(other)
    expect(await textOf(team, entry.documentId)).toBe('Above. From the first tab. And on.')
    await expect.poll(() => editsIn(page)).toBe(0)
  })

  it('are offered where they can no longer be sent, by the page and by all that come after it', async () => {
    const { entry, page, out } = await fallen()
    await write(page, ' Still here.')
    await page.waitForTimeout(400)
    const { db, rooms } = team.app.context
    await db.updateTable('document').set({ state: 'frozen' }).where('id', '=', entry.documentId).execute()
    rooms.accessChanged({ documentId: entry.documentId })
    await out.set('all')
    await page.getByRole('alert').waitFor({ timeout: 45_000 })
    const offered = page.locator('.unsent-text')
    expect(await offered.textContent()).toBe('Above. Still here.\nAnd nobody ran.')
    await page.goto(`${team.address}/home`)
    await page.getByRole('link', { name: 'See what it is' }).click()
    expect(await offered.textContent()).toBe('Above. Still here.\nAnd nobody ran.')
    await page.getByRole('button', { name: 'Remove them from this device' }).click()
    await expect.poll(() => copiesIn(page)).toEqual([])
  })
})
