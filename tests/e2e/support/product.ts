/** The product as its users start it: `node server/index.ts` on a folder of its own, and browsers for whoever uses it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { readConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { closeContext, makeContext } from '#server/make-context.ts'

const root = join(import.meta.dirname, '../../..')
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export type Product = {
  address: string
  dataDir: string
  start: () => Promise<void>
  /** SIGTERM, and waits for the clean end. */
  stop: () => Promise<number | null>
  /** SIGKILL: no goodbye. */
  kill: () => Promise<void>
  /** Works on the data while the server is stopped. */
  whileStopped: <T>(work: (context: AppContext) => Promise<T>) => Promise<T>
  /** A browser of one person's own, signed in by e-mail and password. */
  signIn: (handle: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Page>
  /** A browser of somebody unknown. */
  stranger: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>
  close: () => Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export async function theProduct(environment: Record<string, string> = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldfolio-product-'))
  const port = await freePort()
  const address = `http://localhost:${port}`
  const settings = { PORT: String(port), DATA_DIR: dataDir, ...environment }
  let running: ChildProcess | undefined
  const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })
  const contexts: BrowserContext[] = []

  const product: Product = {
    address,
    dataDir,
    async start() {
      const child = spawn(process.execPath, ['server/index.ts'], {
        cwd: root,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'test', ...settings },
      })
      running = child
      let said = ''
      await new Promise<void>((resolve, reject) => {
        child.stderr.on('data', (chunk) => {
          said += chunk
        })
        child.stdout.on('data', (chunk) => {
          said += chunk
          if (said.includes(`ready ${address}`)) resolve()
        })
        child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2000)}`)))
      })
    },
    async stop() {
      const child = running
      running = undefined
      if (!child) return null
      const end = ended(child)
      child.kill('SIGTERM')
      return end
    },
    async kill() {
      const child = running
      running = undefined
      if (!child) return
      const end = ended(child)
      child.kill('SIGKILL')
      await end
    },
    async whileStopped(work) {
      const context = await makeContext(readConfig(settings), { logger: pino({ level: 'silent' }) })
      try {
        return await work(context)
      } finally {
        await closeContext(context)
      }
    },
    async signIn(handle, options) {
      const page = await product.stranger(options)
      await page.goto(`${address}/sign-in`)
      await page.getByLabel('E-mail').first().fill(`${handle}@example.org`)
      await page.getByLabel('Password').fill('compassion-demo')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      return page
    },
    async stranger(options) {
      const context = await browser.newContext(options)
      contexts.push(context)
      const page = await context.newPage()
      page.setDefaultTimeout(25_000)
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await product.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return product
}
