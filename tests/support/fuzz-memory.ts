/** Mutated updates against the memory of a room, without sockets: thousands a second. */
import * as Y from 'yjs'
import { contentProblem } from '#domain/portfolio/check-page.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { checkUpdate } from '#server/collaboration/check-update.ts'
import { takePlainTyping } from '#server/collaboration/plain-typing.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { mutate } from './mutate.ts'
import { actAtRandom, typeAtRandom } from './page-acts.ts'
import { type Seeded, seeded } from './seeded.ts'

const pagesARound = 5
const actsAPage = 10
const person = 'ximena'

export type FuzzResult = {
  counts: { accepted: number; refused: number; unreadable: number; ignored: number }
  found: string[]
}

/** Sends `rounds` times fifty mutated updates. @returns what came of them, and which promises were broken. */
export function fuzzMemory(seed: number, rounds: number): FuzzResult {
  const random = seeded(seed)
  const result: FuzzResult = { counts: { accepted: 0, refused: 0, unreadable: 0, ignored: 0 }, found: [] }
  for (let round = 0; round < rounds && result.found.length === 0; round++) {
    try {
      oneRound(random, result)
    } catch (error) {
      result.found.push(error instanceof Error ? `${error.stack}` : 'something was thrown')
    }
  }
  return result
}

function oneRound(random: Seeded, { counts, found }: FuzzResult): void {
  const start = Y.encodeStateAsUpdate(firstPage())
  const log = [start]
  const memory = new RoomMemory({ snapshot: undefined, updates: [{ sequence: 1, update: start }], clients: [] })
  for (let page = 0; page < pagesARound && found.length === 0; page++) {
    const browser = new Y.Doc()
    Y.applyUpdate(browser, memory.state())
    browser.on('update', (update: Uint8Array) => {
      const bytes = random.next() < 0.4 ? update : mutate(update, random)
      if (bytes.length === 0) return
      const fate = send(memory, bytes, random.next() < 0.3)
      counts[fate]++
      if (fate !== 'accepted') return
      log.push(bytes)
      if (random.next() < 0.2) found.push(...faults(memory, log))
    })
    const acts = random.next() < 0.5 ? actAtRandom : typeAtRandom
    for (let n = 0; n < actsAPage && found.length === 0; n++) acts(browser, random)
  }
  found.push(...faults(memory, log))
}

/** What the server does with an update of a writer, without a socket. */
function send(memory: RoomMemory, bytes: Uint8Array, wholeState: boolean): keyof FuzzResult['counts'] {
  if (!wholeState && takePlainTyping(bytes, memory.known, person)) {
    memory.add(bytes)
    return 'accepted'
  }
  let verdict: ReturnType<typeof checkUpdate>
  try {
    verdict = checkUpdate(bytes, memory.known, person, wholeState)
    if (verdict.kind === 'perhaps-nothing') {
      verdict = memory.deletesNothing(bytes) ? { kind: 'nothing' } : verdict.news
    }
  } catch {
    return 'unreadable'
  }
  if (verdict.kind === 'refused' || verdict.kind === 'foreign-client') return 'refused'
  if (verdict.kind !== 'news') return 'ignored'
  if (!verdict.structural) memory.accept(bytes, verdict)
  else if (memory.acceptIfSound(bytes, verdict, person)) return 'refused'
  for (const client of verdict.newClients) memory.known.owners.set(client, person)
  return 'accepted'
}

/** What a room, its bytes and an open page must agree on, whatever was sent. */
function faults(memory: RoomMemory, log: Uint8Array[]): string[] {
  const found: string[] = []
  const again = new Y.Doc()
  Y.applyUpdate(again, memory.state())
  const content = readContent(again)
  if (again.store.pendingStructs || again.store.pendingDs) found.push('something waits inside the document')
  const problem = contentProblem(content)
  if (problem) found.push(problem)
  if (JSON.stringify(content) !== JSON.stringify(memory.content())) found.push('the bytes say something else')
  const page = new Y.Doc()
  for (const update of log) Y.applyUpdate(page, update)
  if (JSON.stringify(readContent(page)) !== JSON.stringify(content)) found.push('an open page says something else')
  const clocks = Y.decodeStateVector(Y.encodeStateVector(again))
  for (const [client, clock] of memory.known.clocks) {
    if (clock !== (clocks.get(client) ?? 0)) found.push('clocks differ')
  }
  return found
}

function firstPage(): Y.Doc {
  const document = new Y.Doc()
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText('Calm water')])
  document.getXmlFragment('default').insert(0, [block])
  return document
}
