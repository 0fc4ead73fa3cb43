import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { toggleCallout } from '#app/editor/commands/block-commands.ts'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

type Act = (seat: Seat) => void
const orders = ['anna', 'ben'] as const
const line = (id: string, text: string): PageNode => ({
  type: 'paragraph',
  attrs: { id, kind: 'p' },
  content: [{ type: 'text', text }],
})
const picture: PageNode = {
  type: 'image',
  attrs: { id: 'pic', evidenceId: 'e1', alt: '', caption: 'The gate' },
}

/** Two lines, the second in a callout, with these blocks behind it. */
function table(...inCallout: PageNode[]) {
  const document = new Y.Doc()
  document.clientID = 1
  const callout = { type: 'callout', attrs: { id: 'c', tone: 'note' }, content: [line('b', 'We met'), ...inCallout] }
  document.transact(() =>
    writeContent(document, { page: { type: 'doc', content: [line('a', 'One day'), callout] }, blocks: {} }),
  )
  const all = new WritingTable(Y.encodeStateAsUpdate(document), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  return { all, anna, ben }
}

function meet({ all, anna, ben }: ReturnType<typeof table>, first: 'anna' | 'ben', annas: Act, bens: Act) {
  annas(anna)
  bens(ben)
  for (const seat of first === 'anna' ? [anna, ben] : [ben, anna]) all.send(seat)
  all.settle()
  const rows = [...all.rescues.values()]
  return { rows, blocks: rows.flatMap(({ kind, text }) => (kind === 'block' ? [JSON.parse(text) as PageNode] : [])) }
}

const positionOf = (seat: Seat, id: string) => {
  let found: { from: number; to: number } | undefined
  seat.state.doc.descendants((node, from) => {
    if (node.attrs.id === id) found = { from, to: from + node.nodeSize }
  })
  return found!
}
/** Puts a block behind the words "We met". */
const puts =
  (node: PageNode): Act =>
  (seat) =>
    seat.dispatch(seat.state.tr.insert(positionOf(seat, 'b').to, seat.state.schema.nodeFromJSON(node)))
const remove =
  (id: string): Act =>
  (seat) => {
    const { from, to } = positionOf(seat, id)
    seat.dispatch(seat.state.tr.delete(from, to))
  }
const unwrap: Act = (seat) => void seat.caret(1).do(toggleCallout)
const list: Act = (seat) => void seat.caret(1).do(toggleList('bulletList'))
const carriesAway: Act = (seat) => {
  const { from, to } = positionOf(seat, 'pic')
  const node = seat.state.doc.nodeAt(from)!
  seat.dispatch(seat.state.tr.delete(from, to).insert(0, node))
}
const captions =
  (words: string): Act =>
  (seat) =>
    seat.dispatch(seat.state.tr.setNodeAttribute(positionOf(seat, 'pic').from, 'caption', words))
const nothing: Act = () => {}

describe.each(orders)('A block that is put into one that a colleague takes away, %s first,', (first) => {
  it.each<[string, Act]>([
    ['takes the callout away', remove('c')],
    ['takes the words out of the callout', unwrap],
  ])('is laid aside with all that it was, when the colleague %s', (_, act) => {
    const { rows, blocks } = meet(table(), first, puts(picture), act)
    expect(blocks).toEqual([picture])
    expect(rows).toMatchObject([{ kind: 'block', authorId: 'anna', causedById: 'ben', blockId: 'b' }])
  })

  it.each<PageNode>([
    { type: 'evidence', attrs: { id: 'card', evidenceId: 'e2', caption: '' } },
    { type: 'thinkingTool', attrs: { id: 'tool', tool: 'iceberg', blockId: 'ice' } },
  ])('is laid aside also when it is a card or a tool', (node) => {
    expect(meet(table(), first, puts(node), remove('c')).blocks).toEqual([node])
  })

  it('is laid aside when it was carried there from elsewhere', () => {
    const play = table(picture)
    const carriesIn: Act = (seat) => {
      carriesAway(seat)
      const node = seat.state.doc.nodeAt(0)!
      seat.dispatch(seat.state.tr.delete(0, node.nodeSize))
      seat.dispatch(seat.state.tr.insert(positionOf(seat, 'b').to, node))
    }
    carriesAway(play.anna)
    play.all.settle()
    expect(meet(play, first, carriesIn, remove('c')).blocks.map(({ attrs }) => attrs?.caption)).toEqual(['The gate'])
  })
})

describe.each(orders)('Nothing is laid aside, %s first, when', (first) => {
  it.each<[string, Act, Act]>([
    ['a picture goes with a block by whoever saw it', nothing, remove('c')],
    ['two people take it away', remove('pic'), remove('c')],
    ['two people take the callout away', remove('c'), unwrap],
    ['one carries it out and another takes the callout away', carriesAway, remove('c')],
    ['one takes it away and another takes it out of the callout', remove('pic'), unwrap],
    [
      'one writes a caption and another carries on beside it',
      captions('The old gate'),
      (seat) => seat.caret(0).type('!'),
    ],
    ['both write the same caption', captions('The old gate'), captions('The old gate')],
  ])('%s', (_, annas, bens) => {
    expect(meet(table(picture), first, annas, bens).rows).toEqual([])
  })

  it('a picture stands beside what becomes a list', () => {
    expect(meet(table(), first, puts(picture), list).blocks).toEqual([])
  })
})

describe.each(orders)('A caption is laid aside, %s first, when', (first) => {
  it.each<[string, Act]>([
    ['takes the picture away', remove('pic')],
    ['takes away the block around it', remove('c')],
    ['puts the picture elsewhere', carriesAway],
  ])('a colleague %s', (_, act) => {
    const { rows } = meet(table(picture), first, captions('The old gate'), act)
    expect(rows).toMatchObject([
      { kind: 'swallowed', text: 'The old gate', authorId: 'anna', blockId: 'pic', blockKind: 'image' },
    ])
  })

  it('the picture itself came too late, a moment before', () => {
    const { rows } = meet(
      table(),
      first,
      (seat) => {
        puts(picture)(seat)
        captions('The old gate')(seat)
        captions('The oldest gate')(seat)
      },
      remove('c'),
    )
    const laidAside = rows.map(({ text }) => text).join()
    expect(laidAside).toContain('The oldest gate')
  })

  it('a colleague writes another and then takes the picture away', () => {
    const { rows } = meet(table(picture), first, captions('The old gate'), (seat) => {
      captions('Our gate')(seat)
      remove('pic')(seat)
    })
    expect(rows.map(({ text }) => text)).toContain('The old gate')
  })

  it('a colleague writes another', () => {
    const play = table(picture)
    const { rows } = meet(play, first, captions('The old gate'), captions('Our gate'))
    const standing = JSON.stringify(play.all.memory.content().page)
    expect(rows).toHaveLength(1)
    expect([rows[0]!.text, standing.match(/The old gate|Our gate/)![0]].sort()).toEqual(['Our gate', 'The old gate'])
  })
})

it('A caption is laid aside when its picture is carried away by a page that had left before, and has read nothing', () => {
  const { all, anna, ben } = table()
  puts(picture)(anna)
  all.settle()
  all.leave(ben)
  list(ben)
  carriesAway(ben)
  captions('The old gate')(anna)
  all.send(anna)
  all.join(ben, { reloaded: true })
  all.settle()
  expect([...all.rescues.values()].map(({ text }) => text)).toEqual(['The old gate'])
})

describe('Edits that come back as one, when a colleague has taken their place away,', () => {
  const comesBack = ({ all, ben }: ReturnType<typeof table>, anna: Seat, edits: Uint8Array[]) => {
    remove('c')(ben)
    all.send(ben)
    all.join(anna, { edits: [Y.mergeUpdates(edits)] })
    all.settle()
    return [...all.rescues.values()].map(({ text }) => text)
  }

  it('have a new caption laid aside, though its picture was moved after it', () => {
    const play = table(picture)
    const { all, anna } = play
    all.leave(anna)
    captions('The old gate')(anna)
    const { from, to } = positionOf(anna, 'pic')
    const node = anna.state.doc.nodeAt(from)!
    anna.dispatch(anna.state.tr.delete(from, to).insert(positionOf(anna, 'b').from, node))
    expect(comesBack(play, anna, anna.out)).toContain('The old gate')
  })

  it.each([5, 500])(
    'are read in the order in which the pages of one person wrote them, the first being %i',
    (client) => {
      const play = table()
      const { all, anna } = play
      all.leave(anna)
      anna.document.clientID = client
      puts(picture)(anna)
      const next = all.sitAnew(anna, Y.encodeStateAsUpdate(anna.document))
      next.document.clientID = 50
      captions('The old gate')(next)
      expect(comesBack(play, next, [...anna.out, ...next.out])).toEqual([
        JSON.stringify({ ...picture, attrs: { ...picture.attrs, caption: 'The old gate' } }),
      ])
    },
  )
})

it('Words are laid aside when two people move them, and one does so into what the other has taken away', () => {
  const { all, anna, ben } = table()
  anna.caret(0).do(toggleList('bulletList'))
  all.settle()
  // The list becomes another one, and the words in the callout a list.
  ben.caret(0).do(toggleList('taskList'))
  ben.caret(1).do(toggleList('orderedList'))
  const { from, to } = positionOf(anna, 'c')
  const callout = anna.state.doc.nodeAt(from)!
  anna.dispatch(anna.state.tr.delete(from, to).insert(positionOf(anna, 'a').to, callout))
  expect(anna.lines).toEqual(['One day', 'We met'])
  all.send(ben)
  all.send(anna)
  all.settle()
  expect(all.lines).toEqual(['One day'])
  expect(all.rescued).toEqual(['We met'])
})

it('What no page may hold is not laid aside either', () => {
  const { all, anna, ben } = table()
  remove('c')(ben)
  all.send(ben)
  const callout = anna.document.getXmlFragment('default').get(1) as Y.XmlElement
  const bad = new Y.XmlElement('image')
  bad.setAttribute('id', 'bad')
  bad.setAttribute('caption', { nested: 'x' } as never)
  callout.insert(1, [bad])
  all.send(anna)
  expect([...all.rescues.values()]).toEqual([])
})
