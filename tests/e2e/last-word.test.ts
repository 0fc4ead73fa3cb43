import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seriousFindings } from './support/built-app.ts'
import { copiesIn, openEntry, saved, textOf, writeAlone } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
let author: string
beforeAll(async () => {
  team = await writtenTeam()
  author = team.memberIds[0]!
})
afterAll(() => team?.close())

const notice = (page: Page) => page.getByRole('alert')
const offered = (page: Page) => page.locator('.unsent-text')

/** Two paragraphs, of which the second gets words that only this device has. */
async function writtenAlone() {
  const entry = await team.entry([line('a', 'What everybody has.'), line('b', 'Begin.')])
  const page = await team.pageOf(author, { permissions: ['clipboard-read', 'clipboard-write'] })
  await openEntry(page, team, entry.id)
  await writeAlone(page, ' Only here.')
  return { entry, page }
}

describe('words that the server does not take any more', () => {
  it('because their author left the team: they are offered, and stay until their author lets go of them', async () => {
    const { entry, page } = await writtenAlone()
    const { db, rooms } = team.app.context
    const stays = (endedOn: string | null) =>
      db.updateTable('membership').set({ endedOn }).where('personId', '=', author).execute()
    await stays('2027-03-01')
    rooms.accessChanged({ personId: author })
    await page.context().setOffline(false)
    await notice(page).waitFor({ timeout: 45_000 })
    expect(await notice(page).textContent()).toContain(
      'You can no longer write in this entry. 11 changes are not saved.',
    )
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await page.locator('.page-editor').count()).toBe(0)
    expect(await page.locator('.page').innerText()).toContain('What everybody has.')
    expect(await textOf(team, entry.documentId)).toBe('What everybody has.\nBegin.')
    expect(await seriousFindings(page)).toEqual([])

    await page.getByRole('button', { name: 'Copy the words' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Begin. Only here.')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as text' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('The first ten minutes - unsaved words.txt')
    expect(await readFile(await file.path(), 'utf8')).toBe('Begin. Only here.\n')

    // The entry cannot be opened any more: every other page says that words wait, and where.
    await page.goto(`${team.address}/home`)
    await page.getByRole('link', { name: 'See what it is' }).click()
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove them from this device' }).click()
    await expect.poll(() => copiesIn(page)).toEqual([])
    await stays(null)
  })

  it('because the page was handed in: it can be read, and the words beside it', async () => {
    const { entry, page } = await writtenAlone()
    const { db, rooms } = team.app.context
    await db.updateTable('document').set({ state: 'frozen' }).where('id', '=', entry.documentId).execute()
    rooms.accessChanged({ documentId: entry.documentId })
    await page.context().setOffline(false)
    await notice(page).waitFor({ timeout: 45_000 })
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await page.getByText('You are reading along.').waitFor()
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await page.locator('.page').innerText()).not.toContain('Only here.')
    await page.getByRole('button', { name: 'Remove them from this device' }).click()
    await expect.poll(() => copiesIn(page)).toEqual([])
    expect(await textOf(team, entry.documentId)).toBe('What everybody has.\nBegin.')
  })

  it('because the page was replaced by another: the new one shows them beside it, and never merges them', async () => {
    const { entry, page } = await writtenAlone()
    const { db } = team.app.context
    await db.updateTable('document').set({ epoch: 2 }).where('id', '=', entry.documentId).execute()
    for (const table of ['document_update', 'document_snapshot'] as const) {
      await db.updateTable(table).set({ epoch: 2 }).where('documentId', '=', entry.documentId).execute()
    }
    await page.context().setOffline(false)
    await notice(page).waitFor({ timeout: 45_000 })
    expect(await notice(page).textContent()).toContain('A newer version of this page is out.')
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await saved(page)
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await textOf(team, entry.documentId)).toBe('What everybody has.\nBegin.')
  })
})

describe('a page that is handed in while it is open', () => {
  it('turns into a page to read, where everything was saved', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    await openEntry(page, team, entry.id)
    const { db, rooms } = team.app.context
    await db.updateTable('document').set({ state: 'frozen' }).where('id', '=', entry.documentId).execute()
    rooms.accessChanged({ documentId: entry.documentId })
    await page.getByText('You are reading along.').waitFor({ timeout: 45_000 })
    expect(await page.locator('.page').innerText()).toBe('Begin.')
    expect(await page.locator('.unsent-text').count()).toBe(0)
  })
})

describe('code that cannot be fetched any more, because a newer server has other files', () => {
  it('takes neither the text nor the words that were not saved', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    // Of the two files of this name one is the panel, and the other what it shares with the editor.
    const assets = join(import.meta.dirname, '../../build/client/assets')
    const panel = (name: string) => name.startsWith('unsent-words') && statSync(join(assets, name)).size < 10_000
    const [file] = readdirSync(assets).filter(panel)
    await page.route(`**/assets/${file}`, (route) => route.abort())
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Only here.')
    const { db } = team.app.context
    await db.updateTable('document').set({ epoch: 2 }).where('id', '=', entry.documentId).execute()
    await page.context().setOffline(false)
    await notice(page).waitFor({ timeout: 45_000 })
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await page.locator('.page').innerText()).toBe('Begin. Only here.')
  })

  it('leaves the page to be read when it is the editor itself', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    await page.route(/\/assets\/page-editor/, (route) => route.abort())
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.getByText('The editor could not be fetched.').waitFor()
    expect(await page.locator('.page').innerText()).toBe('Begin.')
  })
})

describe('a page of an older schema', () => {
  it('learns why it is refused, shows the text and its own unsent words, and can be loaded again', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    await page.addInitScript(() => {
      const Real = WebSocket
      Object.assign(window, {
        WebSocket: class extends Real {
          constructor(url: string) {
            super(sessionStorage.getItem('old') ? url.replace(/schema=\d+/, 'schema=0') : url)
          }
        },
      })
    })
    await page.route('**/standing', async (route) => {
      const response = await route.fetch()
      const { standing } = await response.json()
      await route.fulfill({ response, json: { standing: { ...standing, schemaVersion: standing.schemaVersion + 1 } } })
    })
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Only here.')
    await page.evaluate(() => sessionStorage.setItem('old', 'yes'))
    await page.context().setOffline(false)
    await notice(page).waitFor({ timeout: 45_000 })
    expect(await notice(page).textContent()).toContain('A newer version of this page is out. Load it again')
    expect(await offered(page).textContent()).toBe('Begin. Only here.')
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
    expect(await textOf(team, entry.documentId)).toBe('Begin.')
    // The new page is of today: what the old one kept is sent by it.
    await page.evaluate(() => sessionStorage.clear())
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Only here.')
  })

  it('lets nothing that it does not know come near its editor, and deletes nothing', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    let say: (bytes: Buffer) => void = () => {}
    const sent: Buffer[] = []
    await page.routeWebSocket(/\/collab\//, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => {
        sent.push(Buffer.from(message))
        server.send(message)
      })
      say = (bytes) => socket.send(bytes)
    })
    await openEntry(page, team, entry.id)
    sent.length = 0
    const newer = new Y.Doc()
    newer.getXmlFragment('default').insert(0, [new Y.XmlElement('poll')])
    const message = createEncoder()
    writeVarUint(message, 0)
    writeVarUint(message, 2)
    writeVarUint8Array(message, Y.encodeStateAsUpdate(newer))
    say(Buffer.from(toUint8Array(message)))
    await notice(page).waitFor()
    expect(await page.locator('.page').innerText()).toBe('Begin.')
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
    expect(sent.filter((bytes) => bytes[0] === 0)).toEqual([])
    expect(await textOf(team, entry.documentId)).toBe('Begin.')
  })
})
