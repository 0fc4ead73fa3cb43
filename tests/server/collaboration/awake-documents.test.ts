import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate } from '#server/collaboration/check-update.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { textOf, until, updateOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, type } from '#tests/support/live-room.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

function page(words: string): Y.Doc {
  const document = new Y.Doc()
  const text = new Y.XmlText(words)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('id', 'b1')
  paragraph.setAttribute('kind', 'p')
  paragraph.insert(0, [text])
  document.getXmlFragment('default').insert(0, [paragraph])
  return document
}

/** A room's memory after its first edit, which brought a whole page. */
function edited(words: string): RoomMemory {
  const memory = new RoomMemory({ snapshot: undefined, updates: [], clients: [] })
  const update = Y.encodeStateAsUpdate(page(words))
  const verdict = checkUpdate(update, memory.known, 'ximena', false)
  if (verdict.kind !== 'news') throw new Error(verdict.kind)
  expect(memory.acceptIfSound(update, verdict, 'ximena')).toBeUndefined()
  return memory
}
const wordsOf = (memory: RoomMemory) => memory.content().page.content?.[0]?.content?.[0]?.text

describe('The memory of a room', () => {
  it('does not fall asleep while somebody looks inside, and is bytes afterwards, with every letter', () => {
    const memory = edited('Still water')
    expect(memory.awake).toBe(true)
    memory.sleepIfIdle(60_000)
    expect(memory.awake).toBe(true)
    memory.sleepIfIdle(0)
    expect(memory.awake).toBe(false)
    expect(wordsOf(memory)).toBe('Still water')
    expect(memory.awake).toBe(true)
    memory.forget()
  })

  it('keeps no Y.Doc of an edit that was refused', () => {
    const memory = edited('Still water')
    const wrong = updateOf(page('x'), (document) => {
      document.getXmlFragment('default').push([new Y.XmlElement('script')])
    })
    const verdict = checkUpdate(wrong, memory.known, 'ximena', false)
    expect(verdict.kind).toBe('gap')
    const whole = page('x')
    whole.getXmlFragment('default').push([new Y.XmlElement('script')])
    const bytes = Y.encodeStateAsUpdate(whole)
    const news = checkUpdate(bytes, memory.known, 'ximena', false)
    if (news.kind !== 'news') throw new Error(news.kind)
    expect(memory.acceptIfSound(bytes, news, 'ximena')).toBeTypeOf('string')
    expect(memory.awake).toBe(false)
    expect(wordsOf(memory)).toBe('Still water')
    memory.forget()
  })

  it('makes room for others: many that are written in one after the other are not all awake, and lose nothing', () => {
    const memories = Array.from({ length: 30 }, (_, index) => edited(`${index} ${'x'.repeat(300_000)}`))
    const awake = memories.filter((memory) => memory.awake)
    expect(awake.length).toBeGreaterThan(0)
    expect(awake.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4.5 * 1024 * 1024)
    expect(awake).toContain(memories.at(-1))
    for (const [index, memory] of memories.entries()) expect(wordsOf(memory)?.split(' ')[0]).toBe(String(index))
    for (const memory of memories) memory.forget()
  })

  it('holds its bytes and not the block that the database handed them over in', () => {
    const state = Y.encodeStateAsUpdate(page('Still water'))
    const block = new Uint8Array(65_536)
    block.set(state, 100)
    const cut = block.subarray(100, 100 + state.length)
    const memory = new RoomMemory({ snapshot: { state: cut, uptoSequence: 1 }, updates: [], clients: [] })
    expect(memory.state()).toEqual(state)
    expect(memory.state().buffer.byteLength).toBe(state.length)
  })

  it('weighs about its bytes when it sleeps', async () => {
    const script = join(import.meta.dirname, 'weigh-memories.ts')
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script])
    const { bytes, asleep, awake } = JSON.parse(stdout) as Record<'bytes' | 'asleep' | 'awake', number>
    expect(bytes).toBeGreaterThan(8_000)
    expect(asleep).toBeLessThan(1.2 * bytes)
    // Else this would not tell the one from the other.
    expect(awake).toBeGreaterThan(4 * bytes)
  })
})

describeOnBothDatabases('A room that is open and quiet', (makeApp) => {
  it('is only bytes after an edit, and goes on from there', async () => {
    const pace = { projectAfterPause: 10, restEvery: 5, restAfter: () => 0 }
    const room = await liveRoom(makeApp, { words: 'Calm', pace })
    const raw = await room.enter()
    const document = await pageOf(raw)
    const { document: live } = await room.inside()
    const quiet = () => live?.memory.awake === false
    for (const words of [' sea', ' and wind']) {
      raw.sendUpdate(updateOf(document, () => type(document, words)))
      raw.askSaved(words.length)
      await raw.saved(words.length)
      await until(quiet, 'asleep')
    }
    // A new block can only be taken by looking inside.
    const second = updateOf(document, () => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.setAttribute('id', 'second')
      paragraph.setAttribute('kind', 'p')
      document.getXmlFragment('default').push([paragraph])
    })
    raw.sendUpdate(second)
    raw.askSaved(100)
    await raw.saved(100)
    await until(quiet, 'asleep again')
    expect(textOf(await pageOf(raw)).toString()).toBe('Calm sea and wind')
    expect((await room.app.context.rooms.contentOf(room.documentId)).page.content).toHaveLength(2)
    raw.close()
  })
})
