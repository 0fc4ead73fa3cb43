import { chromium, type Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { aTemplate } from '#tests/support/a-template.ts'
import { plainClient, wordsOf } from '#tests/support/live-client.ts'
import { product, type ServerProcess, serverProcess, settingsOf } from '#tests/support/server-process.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const kills = 2
let server: ServerProcess | undefined
afterAll(() => server?.kill())
const letters = (words: string) => words.replace(/\s/g, '')

it('Two people go on typing in one paragraph while the server is killed and started: all that was saved is there, once', async () => {
  const app = await makeTestApp('sqlite')
  const cohortId = await app.world.cohort({
    editionId: await app.world.edition({ template: JSON.stringify(aTemplate) }),
  })
  const team = await app.world.team({ cohortId, size: 2 })
  const entry = await app.world.entry(team.portfolioId, { words: 'Begin.' })
  const { url: address, environment } = await settingsOf(app.context.config)
  const start = async () => {
    server = await serverProcess(environment, [], product)
  }
  await start()
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(
      ' ',
    ),
  })
  const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
  const pages: Page[] = []
  for (const cookie of cookies) {
    const context = await browser.newContext()
    const [name, value] = cookie.split('=') as [string, string]
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/entries/${entry.id}`)
    await page.locator('.page-editor').waitFor()
    await saved(page)
    await page.locator('.page-editor').focus()
    await page.keyboard.press('Control+End')
    pages.push(page)
  }
  // Each types capital or small letters only, so that their order can be read off the shared paragraph.
  const typed = ['', '']
  let stop = false
  const typing = pages.map(async (page, who) => {
    for (let n = 0; !stop; n++) {
      const letter = String.fromCharCode((who === 0 ? 97 : 65) + (n % 26))
      await page.keyboard.type(letter)
      typed[who] += letter
      await page.waitForTimeout(40)
    }
  })
  for (let kill = 0; kill < kills; kill++) {
    await pages[0]!.waitForTimeout(800 + Math.random() * 800)
    await server?.kill()
    await start()
  }
  await pages[0]!.waitForTimeout(500)
  stop = true
  await Promise.all(typing)
  await Promise.all(pages.map(saved))
  // Both have read Saved: the laptops close, and the server dies in the same breath.
  await server?.kill()
  await browser.close()
  await start()
  const reader = plainClient(address, entry.documentId, cookies[0]!)
  await expect.poll(() => reader.provider.synced, { timeout: 15_000 }).toBe(true)
  const text = letters(wordsOf(reader.document).join(''))
  expect(text.replace(/[^a-z]/g, '')).toBe(`egin${typed[0]}`)
  expect(text.replace(/[^A-Z]/g, '')).toBe(`B${typed[1]}`)
  reader.close()
  await server?.kill()
  await app.close()
}, 240_000)

const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor({ timeout: 60_000 })
