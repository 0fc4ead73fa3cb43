/**
 * Typing at our server and at a bare relay in turn, for machines without the load harness: a few hundred sockets, each a
 * Yjs client that types one letter at a time, and what a delivery cost the server.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { message } from '#tests/support/live-client.ts'
import type { Print } from './run.ts'
import { documentFor, headersFor, ready } from './scratch-documents.ts'
import { freePort } from './served-demo.ts'

const root = join(import.meta.dirname, '../..')
const rooms = 40
const editors = 5
const seconds = 10
const keyEvery = 175

type Editor = { text: Y.XmlText; socket: WebSocket }
type Load = { sentAt: Map<string, number>; waits: number[]; counting: boolean }

export async function runSmallLoad(print: Print, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const relay = await measure('tests/bench/bare-relay.ts', false)
    const own = await measure('server/index.ts', true)
    const ratio = Math.round((100 * own.cpuSecPer1000Deliveries) / relay.cpuSecPer1000Deliveries) / 100
    print({ load: 'small', round, relay, ours: own, cpuRatio: ratio })
  }
}

async function measure(script: string, isOurs: boolean) {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldfolio-bench-'))
  const port = await freePort()
  const many = '100000'
  const environment: NodeJS.ProcessEnv = {
    PORT: String(port),
    DATA_DIR: dataDir,
    NODE_ENV: 'test',
    FIELDFOLIO_DEMO: 'off',
    LIMIT_SOCKETS_PER_PERSON: many,
    LIMIT_SOCKETS_PER_ADDRESS: many,
  }
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (said) => String(said).includes('ready') && resolve())
  })
  if (isOurs) await ready(environment)
  const load: Load = { sentAt: new Map(), waits: [], counting: false }
  const all: Editor[] = []
  for (let room = 0; room < rooms; room += 1) {
    const id = isOurs ? await documentFor(`${dataDir}-${room}`) : String(room)
    all.push(...(await openRoom(`ws://localhost:${port}/collab/${id}`, isOurs, load)))
  }
  const timers = all.map(({ text }) =>
    setInterval(() => text.insert(text.length, 'e'), keyEvery * (0.8 + 0.4 * Math.random())),
  )
  await pause(2_000)
  load.counting = true
  const before = cpuSeconds(child.pid!)
  await pause(seconds * 1_000)
  const cpu = cpuSeconds(child.pid!) - before
  load.counting = false
  for (const timer of timers) clearInterval(timer)
  for (const { socket } of all) socket.terminate()
  child.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
  const waits = load.waits.sort((a, b) => a - b)
  const at = (share: number) => Math.round((waits[Math.floor(waits.length * share)] ?? 0) * 10) / 10
  const cpuSecPer1000Deliveries = Math.round((1e8 * cpu) / waits.length) / 1e5
  return {
    deliveriesPerSec: Math.round(waits.length / seconds),
    cpuSecPer1000Deliveries,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
  }
}

/** Everybody holds the same first paragraph each; the first one brings it along. */
async function openRoom(url: string, isOurs: boolean, load: Load): Promise<Editor[]> {
  const base = new Y.Doc()
  const paragraphs = Array.from({ length: editors }, () => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('words that stand here already ')])
    return paragraph
  })
  base.getXmlFragment('default').insert(0, paragraphs)
  const state = Y.encodeStateAsUpdate(base)
  const made: Editor[] = []
  for (let index = 0; index < editors; index += 1) {
    const socket = new WebSocket(url, isOurs ? { headers: headersFor('', index) } : {})
    await once(socket, 'open')
    if (index === 0) socket.send(message(0, 2, state))
    const document = new Y.Doc()
    Y.applyUpdate(document, state)
    const paragraph = document.getXmlFragment('default').get(index) as Y.XmlElement
    socket.on('message', (data: Buffer) => {
      const sent = load.counting ? load.sentAt.get(data.toString('latin1')) : undefined
      if (sent !== undefined) load.waits.push(performance.now() - sent)
    })
    document.on('update', (update: Uint8Array) => {
      const bytes = message(0, 2, update)
      load.sentAt.set(Buffer.from(bytes).toString('latin1'), performance.now())
      socket.send(bytes)
    })
    made.push({ text: paragraph.get(0) as Y.XmlText, socket })
  }
  return made
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ')
  const ticksPerSecond = 100
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
