import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { readHeard } from '#tests/support/live-client.ts'

const nothing = new Uint8Array([0])

/** A page in memory as a load finds it, and a client that types into it. */
function typedInto(words: string) {
  const client = new Y.Doc()
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  client.getXmlFragment('default').insert(0, [paragraph])
  paragraph.insert(0, [text])
  text.insert(0, words)
  const state = Y.encodeStateAsUpdate(client)
  const memory = new RoomMemory({ snapshot: { uptoSequence: 1, state }, updates: [], clients: [] })
  client.on('update', (update: Uint8Array) => memory.add(update))
  return { client, text, memory }
}

/** What whoever gets this frame has afterwards, beginning with what they had. */
function afterReading(frame: Uint8Array, had: Uint8Array = new Uint8Array([0, 0])): string {
  const head = frame[1] === 126 ? 4 : frame[1] === 127 ? 10 : 2
  const heard = readHeard(Buffer.from(frame.subarray(head)))
  const document = new Y.Doc()
  Y.applyUpdate(document, had)
  if (heard.kind === 'step-2') Y.applyUpdate(document, heard.bytes)
  return document.getXmlFragment('default').toString()
}

it.each([3, 300, 70_000])('all who ask alike get the same frame of %i letters, and the page whole', (letters) => {
  const { client, memory } = typedInto('x'.repeat(letters))
  const page = client.getXmlFragment('default').toString()
  const frame = memory.answerFrame(nothing)
  expect(afterReading(frame)).toBe(page)
  expect(memory.answerFrame(new Uint8Array([0]))).toBe(frame)
  const vector = Y.encodeStateVector(client)
  expect(memory.answerFrame(vector)).toBe(memory.answerFrame(Y.encodeStateVector(client)))
  expect(afterReading(memory.answerFrame(vector), memory.state())).toBe(page)
  expect(Buffer.from(memory.state())).toEqual(Buffer.from(Y.encodeStateAsUpdate(client)))
})

it('nobody gets an answer from before the last letter', () => {
  const { client, text, memory } = typedInto('Start')
  const had = Y.encodeStateAsUpdate(client)
  const vector = Y.encodeStateVector(client)
  for (let round = 0; round < 5; round++) {
    memory.answerFrame(nothing)
    memory.answerFrame(vector)
    if (round === 3) text.delete(0, 2)
    else text.insert(text.length, ` ${round}`)
    const page = client.getXmlFragment('default').toString()
    expect(afterReading(memory.answerFrame(nothing))).toBe(page)
    expect(afterReading(memory.answerFrame(vector), had)).toBe(page)
  }
})

it('of many who each have something else, everybody gets what they lack', () => {
  const { client, text, memory } = typedInto('Start')
  const states = Array.from({ length: 12 }, (_, n) => {
    text.insert(text.length, ` ${n}`)
    return { had: Y.encodeStateAsUpdate(client), vector: Y.encodeStateVector(client) }
  })
  const page = client.getXmlFragment('default').toString()
  for (const { had, vector } of [...states, ...states]) {
    expect(afterReading(memory.answerFrame(vector), had)).toBe(page)
  }
})

it('bytes that are no state vector are no answer, each time', () => {
  const { memory } = typedInto('Start')
  const broken = new Uint8Array([5, 1])
  for (let round = 0; round < 2; round++) expect(() => memory.answerFrame(broken)).toThrow()
})

it('a page that comes back with everything, deletions too, wakes no document', () => {
  const { client, text } = typedInto('Start of a page')
  text.delete(2, 3)
  text.delete(6, 1)
  const state = Y.encodeStateAsUpdate(client)
  const memory = new RoomMemory({ snapshot: { uptoSequence: 1, state }, updates: [], clients: [] })
  const cameBack = Y.encodeStateAsUpdate(client, memory.vector)
  expect(Y.decodeUpdate(cameBack).ds.clients.size).toBe(1)
  expect(memory.deletesNothing(cameBack)).toBe(true)
  memory.answerFrame(Y.encodeStateVector(client))
  expect(memory.awake).toBe(false)
  text.delete(0, 1)
  expect(memory.deletesNothing(Y.encodeStateAsUpdate(client, memory.vector))).toBe(false)
})
