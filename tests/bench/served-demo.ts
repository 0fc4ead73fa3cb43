/** The built product with the demo, in a process and a folder of its own, for measuring over HTTP. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { closeContext, makeContext } from '#server/make-context.ts'
import { loadDemoIntoNewDatabase } from '#server/operations/load-demo.ts'

const root = join(import.meta.dirname, '../..')

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** @param look reads the demo before the server holds its database. */
export async function serveDemo<T>(look: (context: AppContext) => Promise<T>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldfolio-bench-'))
  const port = await freePort()
  const settings = { PORT: String(port), DATA_DIR: dataDir }
  const context = await makeContext(readConfig(settings), { logger: pino({ level: 'silent' }) })
  await loadDemoIntoNewDatabase(context)
  const seen = await look(context)
  await closeContext(context)

  const address = `http://localhost:${port}`
  const child = spawn(process.execPath, ['server/index.ts'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      if (said.includes('ready ')) return
      said += chunk
      if (said.includes(`ready ${address}`)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2000)}`)))
  })

  return {
    address,
    seen,
    /** @returns the session cookie of somebody of the demo */
    async signIn(handle: string): Promise<string> {
      const response = await fetch(`${address}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: address },
        body: new URLSearchParams({ email: `${handle}@example.org`, password: 'compassion-demo' }),
      })
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
      if (response.status !== 302 || !cookie) throw new Error(`${handle} could not sign in: ${response.status}`)
      return cookie
    },
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
