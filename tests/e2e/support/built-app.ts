/** The built pages on a fresh database, and browsers of people and of strangers. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { loadPages } from '#server/http/load-pages.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export type BuiltApp = {
  app: TestApp
  address: string
  /** A page of its own browser context: signed in as this person, or a stranger's where none is given. */
  pageOf: (personId?: string, options?: BrowserContextOptions) => Promise<Page>
  close: () => Promise<void>
}

export async function builtApp(): Promise<BuiltApp> {
  const app = await makeTestApp('sqlite')
  const address = await app.listen((await loadPages(false)).handler)
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })
  return {
    app,
    address,
    async pageOf(personId, options) {
      const context = await browser.newContext({ baseURL: address, ...options })
      if (personId) {
        const [name, value] = (await app.cookieOf(personId)).split('=') as [string, string]
        await context.addCookies([{ name, value, url: address }])
      }
      return context.newPage()
    },
    async close() {
      await browser.close()
      await app.close()
    },
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
type Finding = { id: string; impact: string | null; nodes: { target: unknown[] }[] }

/** What axe finds serious or critical on the page as it stands. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Finding[] }> } }
    return (await axe.run()).violations
  })
  return found
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
