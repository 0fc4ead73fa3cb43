import * as Y from 'yjs'
import { textOf } from './live-client.ts'
import type { Seeded } from './seeded.ts'

/** Things that editors do to a page, so that every kind of update comes up. */
export const pageActs: Record<string, (document: Y.Doc, random: Seeded) => void> = {
  typing: (document, random) => textOf(document).insert(random.below(textOf(document).length + 1), 'wörd 🌿 '),
  deleting: (document, random) => {
    const text = textOf(document)
    if (text.length > 4) text.delete(random.below(text.length - 3), 3)
    else text.insert(0, 'again ')
  },
  bold: (document) => textOf(document).format(0, Math.min(3, textOf(document).length), { bold: {} }),
  link: (document) => textOf(document).format(0, 2, { link: { href: 'https://example.org/a' } }),
  'a new block': (document, random) => {
    const block = new Y.XmlElement('paragraph')
    block.setAttribute('id', `b${random.below(1000)}`)
    block.setAttribute('kind', 'h2')
    block.insert(0, [new Y.XmlText('A heading')])
    document.getXmlFragment('default').push([block])
  },
  'a callout around': (document) => {
    const outer = new Y.XmlElement('callout')
    const inner = new Y.XmlElement('paragraph')
    inner.insert(0, [new Y.XmlText('inside')])
    outer.insert(0, [inner])
    document.getXmlFragment('default').push([outer])
  },
  'another kind of paragraph': (document, random) =>
    (document.getXmlFragment('default').get(0) as Y.XmlElement).setAttribute('kind', random.next() < 0.5 ? 'p' : 'h3'),
  'a block less': (document) => {
    const page = document.getXmlFragment('default')
    if (page.length > 1) page.delete(page.length - 1, 1)
    else textOf(document).insert(0, '.')
  },
  'a thinking tool': (document, random) => document.getMap('blocks').set(`k${random.below(5)}`, new Y.Map()),
}

/** Does one of them. @returns its name. */
export function actAtRandom(document: Y.Doc, random: Seeded): string {
  const page = document.getXmlFragment('default')
  const first = page.get(0)
  if (!(first instanceof Y.XmlElement) || first.nodeName !== 'paragraph') {
    page.insert(0, [new Y.XmlElement('paragraph')])
    return 'a first block'
  }
  const all = Object.entries(pageActs)
  const [name, act] = all[random.below(all.length)] ?? ['nothing', () => {}]
  document.transact(() => act(document, random))
  return name
}

/** Letters and deletions inside one text, as nearly all edits are. */
export function typeAtRandom(document: Y.Doc, random: Seeded): void {
  const page = document.getXmlFragment('default')
  const first = page.get(0)
  if (!(first instanceof Y.XmlElement) || first.nodeName !== 'paragraph')
    page.insert(0, [new Y.XmlElement('paragraph')])
  const text = textOf(document)
  const at = random.below(text.length + 1)
  if (random.next() < 0.75) text.insert(at, 'xyz'.slice(0, random.between(1, 3)))
  else if (text.length > at + 1) text.delete(at, random.between(1, Math.min(3, text.length - at)))
}
