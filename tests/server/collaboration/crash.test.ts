import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Engine } from '#db/columns.ts'
import { numbers, plainClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const kills = 5
const writers = 4

/** The crash ledger: every token that was called saved is in the page after kill -9, once. */
async function ledger(engine: Engine): Promise<void> {
  const app = await makeTestApp(engine)
  const team = await app.world.team({ size: writers })
  const { documentId } = await app.world.entry(team.portfolioId, { words: '' })
  const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { databaseUrl, dataDir } = app.context.config
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    APP_URL: url,
    FIELDFOLIO_DEMO: 'off',
  }

  let server = await start(environment)
  const saved = new Set<string>()
  const clients = cookies.map((cookie) => plainClient(url, documentId, cookie))
  const typing = clients.map((client, index) => write(client, index, saved))
  for (let kill = 0; kill < kills; kill++) {
    const before = saved.size
    await until(() => saved.size > before + 5, 'saved under typing', 15_000)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
    server.kill('SIGKILL')
    await new Promise((resolve) => server.once('exit', resolve))
    server = await start(environment)
  }
  // At the last crash the authors close their laptops at once: only what was saved can be there.
  const last = saved.size
  await until(() => saved.size > last + 5, 'saved under typing', 15_000)
  server.kill('SIGKILL')
  const called = new Set(saved)
  for (const stop of typing) stop()
  for (const client of clients) client.close()
  await new Promise((resolve) => server.once('exit', resolve))

  server = await start(environment)
  const reader = plainClient(url, documentId, cookies[0]!)
  await until(() => reader.provider.synced, 'synced', 15_000)
  const tokens = wordsOf(reader.document).join('').split(' ').filter(Boolean)
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  expect(called.size).toBeGreaterThan(kills * 5)
  expect([...called].filter((token) => !counts.has(token))).toEqual([])
  expect([...counts].filter(([, count]) => count > 1)).toEqual([])
  expect(reader.document.store.pendingStructs).toBeNull()
  reader.close()
  server.kill('SIGKILL')
  await app.close()
}

/** Types unique tokens and asks as our editor does: one question at a time, after the first unsaved change. */
function write(client: ReturnType<typeof plainClient>, index: number, saved: Set<string>): () => void {
  let next = 0
  let unsaved: string[] = []
  let asked: { nonce: number; tokens: string[] } | undefined
  client.provider.messageHandlers[120] = (_encoder, decoder) => {
    const bytes = decoder.arr.subarray(decoder.pos)
    const nonce = bytes[0]! < 128 ? bytes[0]! : (bytes[0]! & 127) + bytes[1]! * 128
    if (asked?.nonce !== nonce) return
    for (const token of asked.tokens) saved.add(token)
    asked = undefined
  }
  client.provider.on('status', ({ status }: { status: string }) => {
    if (status !== 'disconnected') return
    unsaved = [...(asked?.tokens ?? []), ...unsaved]
    asked = undefined
  })
  const type = setInterval(() => {
    if (client.document.getXmlFragment('default').length === 0) return
    const token = `w${index}n${next++}`
    const text = textOf(client.document)
    text.insert(text.length, `${token} `)
    unsaved.push(token)
    if (asked || !client.provider.synced) return
    asked = { nonce: next % 16_000, tokens: unsaved }
    unsaved = []
    client.provider.ws?.send(numbers(120, asked.nonce))
  }, 25)
  return () => clearInterval(type)
}

async function start(environment: Record<string, string>): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-server.ts')], {
    env: { PATH, HOME, NODE_ENV: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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

describe('A server killed at any moment', () => {
  it.each(['sqlite', 'postgres'] as const)(
    'has everything that it called saved, once (%s)',
    async (engine) => {
      await ledger(engine)
    },
    120_000,
  )
})
