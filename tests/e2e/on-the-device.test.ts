import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const saveLine = (page: Page) => page.locator('.page-save')
const says = (page: Page, words: RegExp) =>
  expect.poll(() => saveLine(page).textContent(), { timeout: 45_000 }).toMatch(words)
const saved = (page: Page) => says(page, /^Saved$/)
const textOf = async (documentId: string) => pagePlainText(await team.app.context.rooms.contentOf(documentId))

async function open(page: Page, entryId: string): Promise<void> {
  await page.goto(`${team.address}/entries/${entryId}`)
  await page.locator('.page-editor').waitFor()
  await saved(page)
}

/** Writes at the end of the page. */
async function write(page: Page, words: string): Promise<void> {
  await page.locator('.page-editor').focus()
  await page.waitForTimeout(150)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

describe('words that are written without a connection', () => {
  it('are kept on this device, survive the end of the tab, and are called saved only by the server', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    await open(page, entry.id)
    await page.context().setOffline(true)
    await says(page, /^Not connected/)
    await write(page, ' All alone.')
    await says(page, /^Not connected: 11 changes kept on this device\.$/)
    expect(await textOf(entry.documentId)).toBe('Begin.')
    const context = page.context()
    await page.close({ runBeforeUnload: false })

    await context.setOffline(false)
    const again = await context.newPage()
    await open(again, entry.id)
    expect(await textOf(entry.documentId)).toBe('Begin. All alone.')
    // Nothing is left to be sent, and a third page does not send it twice.
    const third = await context.newPage()
    await open(third, entry.id)
    expect(await textOf(entry.documentId)).toBe('Begin. All alone.')
  })

  it('merge with what a colleague wrote meanwhile: nothing lost, nothing doubled', async () => {
    const entry = await team.entry([line('a', 'Above.'), line('b', 'Below.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await open(ximena, entry.id)
    await open(ambrose, entry.id)
    await ximena.context().setOffline(true)
    await says(ximena, /^Not connected/)
    await write(ximena, ' Written alone.')
    await ximena.keyboard.press('Enter')
    await ximena.keyboard.type('A paragraph of her own.')
    await ambrose.locator('.page-editor').focus()
    await ambrose.waitForTimeout(150)
    await ambrose.keyboard.press('Control+Home')
    await ambrose.keyboard.type('From the others: ')
    await saved(ambrose)
    await ximena.context().setOffline(false)
    await saved(ximena)
    const whole = 'From the others: Above.\nBelow. Written alone.\nA paragraph of her own.'
    await expect.poll(() => textOf(entry.documentId)).toBe(whole)
    await expect.poll(() => ambrose.locator('.page-editor').innerText()).toContain('A paragraph of her own.')
  })
})
