/** Hostile sockets against a server process of its own, while two honest people go on writing. */
import { readFileSync } from 'node:fs'
import { createDecoder, readVarUint } from 'lib0/decoding'
import * as Y from 'yjs'
import { type End, endsOfFrames, hostileAct, type Prey } from './hostile-acts.ts'
import { digestOf, documentOnDisk } from './ledger.ts'
import { numbers, type PlainClient, plainClient, until } from './live-client.ts'
import { type Seeded, seeded } from './seeded.ts'
import { serverProcess, settingsOf } from './server-process.ts'
import { makeTestApp } from './test-app.ts'
import { frameBytes, opcodes, type WireClient, wireClient } from './wire-client.ts'

export type SocketFuzz = {
  acts: number
  frames: number
  sockets: number
  /** How often each end came; `lives` and `waits` among them. */
  ends: Record<string, number>
  honest: { typed: number; saved: number }
  /** Megabytes of the server: before, afterwards and the most. */
  memory: { before: number; after: number; most: number }
  loopDelay: { p50: number; p99: number; most: number }
  found: string[]
}

const attackers = 4
const actsASocket = 40
/** Where nothing comes back for so long, and the rest of a frame may be missing, the server waits for it. */
const mayWait = 150

/** Somebody who types in a block of their own, and asks whether it is saved. */
function honestWriter(url: string, documentId: string, cookie: string, name: string) {
  const client: PlainClient = plainClient(url, documentId, cookie)
  const { document, provider } = client
  const result = { client, typed: 0, saved: 0, closed: [] as number[], rest: () => clearInterval(timer) }
  let asked: { nonce: number; clock: number } | undefined
  provider.messageHandlers[120] = (_encoder, decoder) => {
    if (readVarUint(createDecoder(decoder.arr.subarray(decoder.pos))) !== asked?.nonce) return
    result.saved = asked.clock
    asked = undefined
  }
  provider.on('connection-close', (event: { code: number } | null) => {
    if (event) result.closed.push(event.code)
    asked = undefined
  })
  let text: Y.XmlText | undefined
  const stands = (item: Y.Item | null | undefined) => item !== null && item !== undefined && !item.deleted
  const timer = setInterval(() => {
    if (!provider.synced) return
    document.transact(() => {
      if (!text || !stands(text._item) || !stands((text.parent as Y.XmlElement | null)?._item)) {
        const block = new Y.XmlElement('paragraph')
        text = new Y.XmlText()
        block.insert(0, [text])
        document.getXmlFragment('default').push([block])
      }
      text.insert(text.length, `${name}${result.typed++} `)
    })
    if (asked) return
    asked = { nonce: result.typed, clock: Y.getState(document.store, document.clientID) }
    provider.ws?.send(numbers(120, result.typed))
  }, 50)
  return result
}

/** One hostile socket, until it is closed or has done enough. @returns how many acts it did. */
async function attack(wire: WireClient, prey: Prey, most: number, random: Seeded, result: SocketFuzz): Promise<number> {
  let begun = false
  for (let done = 1; ; done++) {
    const [name, { write, meets }] = hostileAct(random)
    const pieces = write(random, prey)
    result.frames += pieces.length
    const pongs = wire.pongs().length
    if (name === 'a header byte by byte') await wire.dribble(pieces)
    else wire.write(...pieces)
    // Behind half a frame a ping would be its other half.
    const half = meets.every((end) => end === 'waits')
    if (!half) wire.write(frameBytes({ opcode: opcodes.ping, payload: `${done}` }))
    const answered = () => wire.pongs().slice(pongs).includes(`${done}`)
    const patient = half ? 10 : meets.includes('waits') ? mayWait : 15_000
    await until(() => answered() || wire.closed(), 'an answer', patient).catch(() => {})
    const code: End = wire.closed() ? await wire.closeCode() : answered() ? 'lives' : 'waits'
    result.ends[code] = (result.ends[code] ?? 0) + 1
    // What a socket did before counts too: rates, the patience with readers, a caret that is read late, a message never ended.
    const expected: End[] = [...meets, ...(done > 1 ? [4400, 4403, 4429] : []), ...(begun ? endsOfFrames : [])]
    if (!expected.includes(code)) result.found.push(`${name}: ${code}`)
    begun ||= meets.includes('waits')
    if (wire.fault() !== '') result.found.push(`${name}: the server wrote ${wire.fault()}`)
    if (code !== 'lives' || done >= most) {
      if (random.next() < 0.5) wire.socket.resetAndDestroy()
      else wire.close()
      return done
    }
  }
}

const memoryOf = (pid: number | undefined) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') }
}

/** @returns what came of so many hostile acts, and which promises were broken. */
export async function fuzzSockets(plan: {
  engine: 'sqlite' | 'postgres'
  seed: number
  acts: number
  report?: (soFar: SocketFuzz) => void
}): Promise<SocketFuzz> {
  const app = await makeTestApp(plan.engine)
  const team = await app.world.team({ size: 3 })
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Calm' })
  const people = [...team.memberIds, await app.world.mentor(team.id)]
  const [first = '', second = '', member = '', reader = ''] = await Promise.all(people.map((id) => app.cookieOf(id)))
  const { url, environment } = await settingsOf(app.context.config)
  const server = await serverProcess({
    ...environment,
    LIMIT_SOCKETS_PER_PERSON: '500',
    LIMIT_SOCKETS_PER_ADDRESS: '2000',
  })
  const { pid } = server.process
  let ended: number | null | undefined
  void server.ended.then((code) => {
    ended = code
  })
  const honest = [honestWriter(url, documentId, first, 'a'), honestWriter(url, documentId, second, 'b')] as const
  const [one] = honest
  await until(() => honest.every(({ saved }) => saved > 0), 'both write', 15_000)
  const result: SocketFuzz = {
    acts: 0,
    frames: 0,
    sockets: 0,
    ends: {},
    honest: { typed: 0, saved: 0 },
    memory: { before: memoryOf(pid).now, after: 0, most: 0 },
    loopDelay: { p50: 0, p99: 0, most: 0 },
    found: [],
  }
  let reported = 0
  const fight = async (random: Seeded) => {
    while (result.acts < plan.acts && result.found.length === 0 && ended === undefined) {
      const wire = await wireClient(url, documentId, random.next() < 0.8 ? member : reader)
      result.sockets++
      // A machine that stands still for a while knocks too slowly.
      if (wire.status === 408) continue
      if (wire.status !== 101) result.found.push(`the door said ${wire.status}`)
      const page = new Y.Doc()
      Y.applyUpdate(page, Y.encodeStateAsUpdate(one.client.document))
      const prey = { page, clients: honest.map(({ client }) => client.document.clientID) }
      const done = await attack(wire, prey, actsASocket, random, result)
      result.acts += done
      page.destroy()
      if (result.acts - reported < 1_000) continue
      reported = result.acts
      plan.report?.(result)
    }
  }
  try {
    await Promise.all(Array.from({ length: attackers }, (_, n) => fight(seeded(plan.seed + n))))
    const before = honest.map(({ saved }) => saved)
    await until(() => honest.every(({ saved }, n) => saved > (before[n] ?? 0)), 'both still write', 15_000)
    for (const { rest } of honest) rest()
    const fresh = plainClient(url, documentId, first)
    const replicas = () => [...honest.map(({ client }) => client.document), fresh.document]
    const agree = async () => {
      const disk = await documentOnDisk(app, documentId)
      const digests = new Set([...replicas(), disk].map(digestOf))
      return fresh.provider.synced && digests.size === 1 && !disk.store.pendingStructs && !disk.store.pendingDs
    }
    await until(agree, 'both, a fresh page and the disk agree', 20_000)
    const vector = Y.decodeStateVector(Y.encodeStateVector(await documentOnDisk(app, documentId)))
    for (const { client, saved, typed, closed } of honest) {
      result.honest.typed += typed
      result.honest.saved += saved
      if ((vector.get(client.document.clientID) ?? 0) < saved) result.found.push('something saved is missing')
      if (closed.length > 0) result.found.push(`an honest page was closed: ${closed.join()}`)
    }
    fresh.close()
  } catch (error) {
    result.found.push(error instanceof Error ? error.message : `${error}`)
  }
  if (ended !== undefined) result.found.push(`the server ended with ${ended}`)
  else {
    const { now, most } = memoryOf(pid)
    result.memory = { ...result.memory, after: now, most }
    result.loopDelay = await server.loopDelay()
  }
  for (const { client, rest } of honest) {
    rest()
    client.close()
  }
  await server.kill()
  await app.close()
  return result
}
