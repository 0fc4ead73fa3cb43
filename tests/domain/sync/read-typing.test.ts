import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Typing } from '#domain/sync/read-typing.ts'
import { checkUpdate, type Known } from '#server/collaboration/check-update.ts'
import { takePlainTyping } from '#server/collaboration/plain-typing.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'

type Act = { who: number; kind: 'type' | 'delete' | 'mark' | 'paragraph'; at: number; words: string; length: number }
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom('type', 'type', 'type', 'type', 'delete', 'delete', 'mark', 'paragraph'),
  at: fc.nat(1000),
  words: fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '🌿'), minLength: 1, maxLength: 5 }),
  length: fc.integer({ min: 1, max: 4 }),
})

/** What three people's browsers send while they write in one page, each knowing what the others did. */
function updatesOf(acts: Act[]): { who: number; update: Uint8Array }[] {
  const browsers = [0, 1, 2].map((who) => {
    const document = new Y.Doc()
    document.clientID = 4_000_000_000 + who
    return document
  })
  const sent: { who: number; update: Uint8Array }[] = []
  for (const [who, browser] of browsers.entries()) {
    browser.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'far') return
      sent.push({ who, update })
      for (const other of browsers) if (other !== browser) Y.applyUpdate(other, update, 'far')
    })
  }
  for (const { who, kind, at, words, length } of [{ ...acts[0]!, kind: 'paragraph' as const }, ...acts]) {
    const page = browsers[who]!.getXmlFragment('default')
    if (kind === 'paragraph') {
      browsers[who]!.transact(() => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(words)])
        page.insert(at % (page.length + 1), [paragraph])
      })
      continue
    }
    const text = (page.get(at % page.length) as Y.XmlElement).get(0) as Y.XmlText
    const place = at % (text.length + 1)
    if (kind === 'type') text.insert(place, words)
    else if (kind === 'mark') text.format(0, Math.min(length, text.length), { bold: {} })
    else if (text.length > place) text.delete(place, Math.min(length, text.length - place))
  }
  return sent
}

/** What Yjs itself reads of an update that the short way has read. */
function sameAsYjs(typing: Typing, update: Uint8Array): void {
  const { structs, ds } = Y.decodeUpdate(update)
  const id = (client: number, clock: number) => (client < 0 ? null : { client, clock })
  const plain = (one: { client: number; clock: number } | null) => one && { client: one.client, clock: one.clock }
  expect(structs.length).toBe(typing.letters > 0 ? 1 : 0)
  if (structs[0]) {
    const item = structs[0] as Y.Item
    expect(item.content).toBeInstanceOf(Y.ContentString)
    expect(item.id).toMatchObject({ client: typing.client, clock: typing.clock })
    expect(item.length).toBe(typing.letters)
    expect(plain(item.origin)).toEqual(id(typing.originClient, typing.originClock))
    expect(plain(item.rightOrigin)).toEqual(id(typing.rightClient, typing.rightClock))
    expect([item.parent, item.parentSub]).toEqual([null, null])
  }
  const deleted = [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => [client, clock, len]))
  const triples = []
  for (let at = 0; at < typing.deletions; at += 3) triples.push(typing.deleted.slice(at, at + 3))
  const order = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!
  expect(triples.sort(order)).toEqual(deleted.sort(order))
}

function memoryOf(): RoomMemory {
  return new RoomMemory({ snapshot: undefined, updates: [], clients: [] })
}

const copyOf = ({ clocks, owners, texts }: Known): Known => ({
  clocks: new Map(clocks),
  owners: new Map(owners),
  texts: new Map([...texts].map(([client, range]) => [client, { ...range }])),
})

describe('The short way for plain typing', () => {
  const histories = fc.array(act, { minLength: 5, maxLength: 60 })

  it('reads what Yjs reads, or nothing, also of broken bytes', () => {
    const typing = new Typing()
    const wounds = fc.array(fc.tuple(fc.nat(200), fc.nat(255), fc.constantFrom('set', 'cut', 'add')), { maxLength: 3 })
    let read = 0
    fc.assert(
      fc.property(histories, wounds, (acts, wounds) => {
        for (const { update } of updatesOf(acts)) {
          let bytes = [...update]
          for (const [at, value, kind] of wounds) {
            if (kind === 'set' && bytes.length > 0) bytes[at % bytes.length] = value
            else if (kind === 'cut') bytes = bytes.slice(0, at)
            else bytes.splice(at % (bytes.length + 1), 0, value)
          }
          const given = new Uint8Array(bytes)
          if (!typing.read(given)) continue
          read++
          sameAsYjs(typing, given)
        }
      }),
      { numRuns: 400 },
    )
    expect(read).toBeGreaterThan(500)
  })

  it('says yes only where the long way does, and then knows the same', () => {
    let short = 0
    fc.assert(
      fc.property(histories, fc.array(fc.nat(2), { maxLength: 60 }), (acts, strangers) => {
        const memory = memoryOf()
        for (const [index, { who, update }] of updatesOf(acts).entries()) {
          // Now and then somebody sends what is not theirs.
          const personId = `person ${strangers[index] === 0 ? 9 : who}`
          const long = copyOf(memory.known)
          const verdict = checkUpdate(update, memory.known, personId, false)
          const typed = takePlainTyping(update, memory.known, personId)
          if (!typed) {
            expect(memory.known).toEqual(long)
            const own = checkUpdate(update, memory.known, `person ${who}`, false)
            if (own.kind !== 'news') continue
            if (own.structural) expect(memory.acceptIfSound(update, own, `person ${who}`)).toBeUndefined()
            else memory.accept(update, own)
            for (const client of own.newClients) memory.known.owners.set(client, `person ${who}`)
            continue
          }
          short++
          const { insertedCharacters, deletedCharacters } = typed
          expect(verdict).toMatchObject({ kind: 'news', structural: false, insertedCharacters, deletedCharacters })
          if (verdict.kind !== 'news') return
          for (const [client, clock] of verdict.reached) long.clocks.set(client, clock)
          if (verdict.text) long.texts.set(verdict.text.client, { start: verdict.text.start, end: verdict.text.end })
          expect(memory.known).toEqual(long)
          memory.add(update)
        }
      }),
      { numRuns: 200 },
    )
    expect(short).toBeGreaterThan(200)
  })
})
