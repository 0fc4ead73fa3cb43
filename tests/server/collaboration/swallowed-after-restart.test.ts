import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem, removeItem, type ToolHandle } from '#domain/blocks/edit-tool.ts'
import { toolOf } from '#domain/blocks/registry.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

const picture = { id: 'pic', evidenceId: 'e1', alt: '', caption: 'The gate' }

/** A line, a picture and a thinking tool, and two people. */
function page() {
  const document = new Y.Doc()
  document.clientID = 1
  const text = [{ type: 'text', text: 'One day' }]
  const content = {
    page: {
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { id: 'a', kind: 'p' }, content: text },
        { type: 'image', attrs: picture },
        { type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: 'ice' } },
      ],
    },
    blocks: { ice: { tool: 'iceberg' as const, events: [{ id: 'e1', text: 'The bell' }] } },
  }
  document.transact(() => writeContent(document, content))
  const all = new WritingTable(Y.encodeStateAsUpdate(document), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  return { all, anna, ben }
}

/** What the room remembered is gone, and everybody comes back. */
function restarted(all: WritingTable): WritingTable {
  all.restart('given up')
  all.settle()
  return all
}

const places = (seat: Seat, kind: string): number[] => {
  const found: number[] = []
  seat.state.doc.forEach((node, position) => void (node.type.name === kind && found.push(position)))
  return found
}
const takeAway = (kind: string) => (seat: Seat) => {
  for (const at of places(seat, kind)) seat.dispatch(seat.state.tr.delete(at, at + 1))
}
const tool = (seat: Seat): ToolHandle => ({
  map: seat.document.getMap('blocks').get('ice') as Y.Map<unknown>,
  shape: toolOf('iceberg').shape,
  origin: 'tool',
})
const addCard = (seat: Seat) => addItem(tool(seat), 'events', { id: 'e2', text: 'Nobody ran' })

describe('After the room was given up, or its server has ended,', () => {
  it('a caption that was changed offline is laid aside when its picture is gone', () => {
    const { all, anna, ben } = page()
    const [at] = places(anna, 'image')
    anna.dispatch(anna.state.tr.setNodeAttribute(at!, 'caption', 'The old gate'))
    takeAway('image')(ben)
    all.send(ben)
    expect(restarted(all).rescued).toEqual(['The old gate'])
  })

  it('nothing is laid aside of a paragraph that became a heading when it is gone', () => {
    const { all, anna, ben } = page()
    anna.dispatch(anna.state.tr.setNodeAttribute(0, 'kind', 'h2'))
    ben.dispatch(ben.state.tr.delete(0, ben.state.doc.child(0).nodeSize))
    all.send(ben)
    expect(restarted(all).rescued).toEqual([])
  })

  it('words in a tool are laid aside that who took it away had not seen, in which they saw nothing at all', () => {
    const { all, anna, ben } = page()
    removeItem(tool(ben), 'events', 'e1')
    addCard(anna)
    all.send(anna)
    takeAway('thinkingTool')(ben)
    expect(restarted(all).rescued).toEqual(['Nobody ran'])
  })

  it('so are they when it was taken away a second time', () => {
    const { all, anna, ben } = page()
    takeAway('thinkingTool')(ben)
    const attrs = { id: 't2', tool: 'iceberg', blockId: 'ice' }
    ben.dispatch(ben.state.tr.insert(0, ben.state.schema.nodes.thinkingTool!.create(attrs)))
    all.send(ben)
    all.deliver(anna)
    addCard(anna)
    all.send(anna)
    takeAway('thinkingTool')(ben)
    expect(restarted(all).rescued).toEqual(['Nobody ran'])
  })

  it('nothing is laid aside of a tool that was seen as it was', () => {
    const { all, anna, ben } = page()
    addCard(anna)
    all.send(anna)
    all.deliver(ben)
    takeAway('thinkingTool')(ben)
    expect(restarted(all).rescued).toEqual([])
  })
})
