/** A process of its own, with `--expose-gc`: prints what one edited document of 10 KB weighs, awake and asleep. */
import * as Y from 'yjs'
import { checkUpdate } from '#server/collaboration/check-update.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'

const collect = globalThis.gc
if (!collect) throw new Error('start it with --expose-gc')
const many = 60

function weight(): number {
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Written letter by letter, here and there, as people do: many small pieces. */
function writtenPage(): Uint8Array {
  const document = new Y.Doc()
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('id', 'b1')
  paragraph.setAttribute('kind', 'p')
  paragraph.insert(0, [text])
  document.getXmlFragment('default').insert(0, [paragraph])
  for (let n = 0; n < 700; n++) text.insert((n * 7_919) % (text.length + 1), 'ab')
  return Y.encodeStateAsUpdate(document)
}

const update = writtenPage()
function edited(): RoomMemory {
  const memory = new RoomMemory({ snapshot: undefined, updates: [], clients: [] })
  const mine = new Uint8Array(update)
  const verdict = checkUpdate(mine, memory.known, 'ximena', false)
  if (verdict.kind !== 'news') throw new Error(verdict.kind)
  const problem = memory.acceptIfSound(mine, verdict, 'ximena')
  if (problem) throw new Error(String(problem))
  return memory
}

edited().forget()
const before = weight()
const memories = Array.from({ length: many }, edited)
const awake = (weight() - before) / many
for (const memory of memories) memory.sleepIfIdle(0)
const asleep = (weight() - before) / many
process.stdout.write(JSON.stringify({ bytes: update.length, awake, asleep, alive: memories.length }))
