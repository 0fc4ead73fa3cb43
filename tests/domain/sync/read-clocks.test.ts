import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readClocks } from '#domain/sync/read-clocks.ts'

type Act = { who: number; kind: (typeof kinds)[number]; at: number; words: string; value: unknown }
const kinds = ['type', 'type', 'delete', 'mark', 'paragraph', 'attribute', 'tool', 'embed', 'bytes'] as const
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom(...kinds),
  at: fc.nat(1000),
  words: fc.string({ unit: fc.constantFrom('a', ' ', 'é', '字', '🌿'), minLength: 1, maxLength: 200 }),
  value: fc.oneof(
    fc.jsonValue(),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constant(undefined),
    fc.uint8Array(),
  ),
})

/** Three people in one page, who hear of each other only now and then. */
function pageOf(acts: Act[]): Y.Doc[] {
  const browsers = [0, 1, 2].map((who) => {
    const document = new Y.Doc()
    document.clientID = who === 0 ? 7 : 4_000_000_000 + who
    return document
  })
  for (const { who, kind, at, words, value } of [{ ...acts[0]!, kind: 'paragraph' as const }, ...acts]) {
    const document = browsers[who]!
    const page = document.getXmlFragment('default')
    if (at % 5 === 0) Y.applyUpdate(document, Y.encodeStateAsUpdate(browsers[(who + 1) % 3]!))
    if (kind === 'paragraph' || page.length === 0) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      page.insert(at % (page.length + 1), [paragraph])
      continue
    }
    const paragraph = page.get(at % page.length) as Y.XmlElement
    const text = paragraph.get(0) as Y.XmlText
    const place = at % (text.length + 1)
    if (kind === 'type') text.insert(place, words)
    else if (kind === 'delete') text.delete(Math.min(place, text.length), Math.min(at % 9, text.length - place))
    else if (kind === 'mark') text.format(0, text.length, { bold: {}, link: { href: words } })
    else if (kind === 'embed') text.insertEmbed(place, { image: words })
    else if (kind === 'attribute') paragraph.setAttribute('x', value as string)
    else if (kind === 'bytes') document.getMap('blocks').set(words, new Uint8Array([1, 2, 3]))
    else
      document.getMap('blocks').set(
        words,
        new Y.Map([
          ['value', value],
          ['list', Y.Array.from([[value, words] as string[]])],
        ]),
      )
  }
  return browsers
}

describe('The clocks of an update, read from its bytes', () => {
  const histories = fc.array(act, { minLength: 3, maxLength: 40 })

  it('are what Yjs says, of whole pages, of what is missing, and of what was merged', () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (acts, gc) => {
        const browsers = pageOf(acts)
        const states = browsers.map((document) => Y.encodeStateAsUpdate(document))
        const vector = Y.encodeStateVector(browsers[1]!)
        const merged = Y.mergeUpdates(states)
        const whole = new Y.Doc({ gc })
        Y.applyUpdate(whole, merged)
        const part = Y.encodeStateAsUpdate(browsers[0]!, vector)
        for (const update of [...states, merged, part, Y.encodeStateAsUpdate(whole), new Uint8Array([0, 0])]) {
          expect(readClocks(update)).toEqual(Y.parseUpdateMeta(update).to)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('are what Yjs says where something in between is missing', () => {
    const document = new Y.Doc()
    const sent: Uint8Array[] = []
    document.on('update', (update: Uint8Array) => sent.push(update))
    for (const word of ['one', 'two', 'three']) document.getText('default').insert(0, word)
    const gap = Y.mergeUpdates([sent[0]!, sent[2]!])
    expect(readClocks(gap)).toEqual(Y.parseUpdateMeta(gap).to)
  })

  it('come to an end with any bytes', () => {
    const wounds = fc.array(fc.tuple(fc.nat(400), fc.nat(255), fc.constantFrom('set', 'cut', 'add')), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(histories, wounds, (acts, wounds) => {
        let bytes = [...Y.encodeStateAsUpdate(pageOf(acts)[0]!)]
        for (const [at, value, kind] of wounds) {
          if (kind === 'set' && bytes.length > 0) bytes[at % bytes.length] = value
          else if (kind === 'cut') bytes = bytes.slice(0, at)
          else bytes.splice(at % (bytes.length + 1), 0, value)
        }
        const given = new Uint8Array(bytes)
        let said: Map<number, number> | undefined
        try {
          said = Y.parseUpdateMeta(given).to
        } catch {}
        try {
          const read = readClocks(given)
          if (said) expect(read).toEqual(said)
        } catch (error) {
          if (said) throw error
        }
      }),
      { numRuns: 150 },
    )
  })
})
