import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { joinTyping } from '#domain/sync/join-typing.ts'

type Act = { who: number; kind: 'type' | 'go-on' | 'delete' | 'paragraph' | 'hear'; at: number; words: string }
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(2),
  kind: fc.constantFrom(...Array<'go-on'>(12).fill('go-on'), 'type', 'delete', 'paragraph', 'hear'),
  at: fc.nat(8),
  words: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', ' ', 'é', '🌿'), minLength: 1, maxLength: 3 }),
})

/** What three browsers send, in the order in which a server hears it; each hears the others now and then. */
function heardOf(acts: Act[]): Uint8Array[] {
  const heard: Uint8Array[] = []
  const browsers = [0, 1, 2].map((who) => {
    const document = new Y.Doc()
    document.clientID = 4_000_000_000 + who
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'far') heard.push(update)
    })
    return { document, caret: { text: undefined as Y.XmlText | undefined, at: 0 }, heard: 0 }
  })
  const first = browsers[0]!.document.getXmlFragment('default')
  browsers[0]!.document.transact(() => addParagraph(first, 0))
  const hear = (browser: (typeof browsers)[number]) => {
    for (const update of heard.slice(browser.heard)) Y.applyUpdate(browser.document, update, 'far')
    browser.heard = heard.length
  }
  for (const browser of browsers) hear(browser)
  for (const { who, kind, at, words } of acts) {
    const browser = browsers[who]!
    const page = browser.document.getXmlFragment('default')
    const { caret } = browser
    if (kind === 'type' || !caret.text) {
      caret.text = (page.get(at % page.length) as Y.XmlElement).get(0) as Y.XmlText
      caret.at = at % (caret.text.length + 1)
    }
    const { text } = caret
    caret.at = Math.min(caret.at, text.length)
    if (kind === 'hear') hear(browser)
    else if (kind === 'paragraph') browser.document.transact(() => addParagraph(page, at % (page.length + 1)))
    else if (kind === 'delete') {
      caret.at = Math.max(0, caret.at - 1)
      text.delete(caret.at, Math.min(1, text.length))
    } else {
      text.insert(caret.at, words)
      caret.at += words.length
    }
  }
  return heard
}

function addParagraph(page: Y.XmlFragment, at: number): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('so ')])
  page.insert(at, [paragraph])
}

/** Every letter of a page in its order: whose it is, which one, and whether it stands. */
function lettersAfter(updates: Uint8Array[]): string[] {
  const document = new Y.Doc()
  const page = document.getXmlFragment('default')
  for (const update of updates) Y.applyUpdate(document, update)
  expect(document.store.pendingStructs).toBeNull()
  return page.toArray().flatMap((paragraph) => {
    const letters: string[] = []
    for (let item = ((paragraph as Y.XmlElement).get(0) as Y.XmlText)._start; item; item = item.right) {
      const { id, length, deleted, content } = item
      const words = content instanceof Y.ContentString ? content.str : ''
      for (let n = 0; n < length; n++) letters.push(`${id.client} ${id.clock + n} ${deleted ? '' : words[n]}`)
    }
    return ['paragraph', ...letters]
  })
}

describe('Keystrokes that are joined', () => {
  it('say what they said one by one: every letter has its name and its place', () => {
    let before = 0
    let after = 0
    fc.assert(
      fc.property(fc.array(act, { minLength: 30, maxLength: 150, size: 'max' }), fc.nat(60), (acts, known) => {
        const heard = heardOf(acts)
        // A page that has heard some of it already takes the rest joined.
        const first = heard.slice(0, 1 + known)
        const joined = joinTyping(heard.slice(1 + known))
        expect(lettersAfter([...first, ...joined])).toEqual(lettersAfter(heard))
        expect(lettersAfter(joinTyping(heard))).toEqual(lettersAfter(heard))
        before += heard.length
        after += joinTyping(heard).length
      }),
      { numRuns: 200 },
    )
    expect(after).toBeLessThan(before * 0.9)
  })

  it('are one stretch for as long as somebody just goes on, whatever others do meanwhile', () => {
    const go = (who: number): Act => ({ who, kind: 'go-on', at: 0, words: 'ab' })
    const paragraph: Act = { who: 2, kind: 'paragraph', at: 1, words: '' }
    const acts = Array.from({ length: 300 }, (_, n) => (n === 150 ? paragraph : go(n % 2)))
    expect(joinTyping(heardOf(acts))).toHaveLength(4)
  })

  it('stay as they are where they are no plain typing', () => {
    const whole = new Y.Doc()
    whole.getXmlFragment('default').insert(0, [new Y.XmlElement('heading')])
    const odd = [Y.encodeStateAsUpdate(whole), new Uint8Array([0, 0]), new Uint8Array([7, 7]), new Uint8Array()]
    expect(joinTyping(odd)).toEqual(odd)
  })
})
