import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { aTemplate } from '#tests/support/a-template.ts'
import { plainClient, wordsOf } from '#tests/support/live-client.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const kills = 2
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})
const letters = (words: string) => words.replace(/\s/g, '')

it('Two people go on typing in one paragraph while the server is killed and started: all that was saved is there, once', async () => {
  const app = await makeTestApp('sqlite')
  const cohortId = await app.world.cohort({
    editionId: await app.world.edition({ template: JSON.stringify(aTemplate) }),
  })
  const team = await app.world.team({ cohortId, size: 2 })
  const entry = await app.world.entry(team.portfolioId, { words: 'Begin.' })
  const port = await freePort()
  const address = `http://localhost:${port}`
  const { databaseUrl, dataDir } = app.context.config
  const settings = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    APP_URL: address,
    FIELDFOLIO_DEMO: 'off',
  }
  let server = await start(settings)
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
    await killed(server)
    server = await start(settings)
  }
  await pages[0]!.waitForTimeout(500)
  stop = true
  await Promise.all(typing)
  await Promise.all(pages.map(saved))
  // Both have read Saved: the laptops close, and the server dies in the same breath.
  await killed(server)
  await browser.close()
  server = await start(settings)
  const reader = plainClient(address, entry.documentId, cookies[0]!)
  await expect.poll(() => reader.provider.synced, { timeout: 15_000 }).toBe(true)
  const text = letters(wordsOf(reader.document).join(''))
  expect(text.replace(/[^a-z]/g, '')).toBe(`egin${typed[0]}`)
  expect(text.replace(/[^A-Z]/g, '')).toBe(`B${typed[1]}`)
  reader.close()
  await killed(server)
  await app.close()
}, 240_000)

const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor({ timeout: 60_000 })

function killed(server: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGKILL')
  return gone
}

async function start(settings: Record<string, string>): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../server/index.ts')], {
    env: { PATH, HOME, NODE_ENV: 'test', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.on('data', (data: Buffer) => {
      if (data.toString().includes('ready')) resolve()
    })
  })
  child.removeAllListeners('exit')
  return child
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
