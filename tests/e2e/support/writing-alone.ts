/** What browser tests of writing without a connection have in common. */
import type { Page, WebSocketRoute } from 'playwright-core'
import { expect } from 'vitest'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import type { WrittenTeam } from './written-team.ts'

/** Waits until the save line says so. */
export const says = (page: Page, words: RegExp) =>
  expect.poll(() => page.locator('.page-save').first().textContent(), { timeout: 45_000 }).toMatch(words)
export const saved = (page: Page) => says(page, /^Saved$/)

export const textOf = async (team: WrittenTeam, documentId: string) =>
  pagePlainText(await team.app.context.rooms.contentOf(documentId))

export async function openEntry(page: Page, team: WrittenTeam, entryId: string): Promise<void> {
  await page.goto(`${team.address}/entries/${entryId}`)
  await page.locator('.page-editor').waitFor()
  await saved(page)
}

/** Writes at the end of the page. */
export async function write(page: Page, words: string): Promise<void> {
  await page.locator('.page-editor').focus()
  await page.waitForTimeout(150)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

/** Pulls the plug, writes, and waits until the device has it. */
export async function writeAlone(page: Page, words: string): Promise<void> {
  await page.context().setOffline(true)
  await writeApart(page, words)
}

/** Writes where there is no live connection, and waits until the device has it. */
export async function writeApart(page: Page, words: string): Promise<void> {
  await says(page, /^Not connected/)
  await write(page, words)
  await says(page, new RegExp(`^Not connected: ${words.length} changes kept on this device\\.$`))
}

/** The copies in this browser, as IndexedDB names them. */
export const copiesIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('fieldfolio/') ? [name] : [])),
  )

/** The words in the editor, without colleagues' carets. */
export const wordsIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.querySelector('.page-editor')!.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.page-caret')) caret.remove()
    return [...copy.children].map((block) => block.textContent).join('\n')
  })

/** A page whose live connections can be cut while everything else goes on. Call it before the page is opened. */
export async function cutter(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  let open = true
  const sockets = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/collab\//, (socket) => {
    if (!open) return void socket.close({ code: 1011 })
    sockets.add(socket)
    socket.connectToServer()
  })
  return {
    async cut() {
      open = false
      await Promise.all([...sockets].map((socket) => socket.close({ code: 1011 }).catch(() => {})))
      sockets.clear()
    },
    mend() {
      open = true
    },
  }
}
