import { updateYFragment } from '@tiptap/y-tiptap'
import * as fc from 'fast-check'
import { Node } from 'prosemirror-model'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type PageNode, pageSchema } from '#domain/portfolio/page-schema.ts'
import { checkUpdate } from '#server/collaboration/check-update.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'

/** A room's memory and a browser beside it: what the browser writes goes through every check. */
function room() {
  const memory = new RoomMemory({ snapshot: undefined, updates: [], clients: [] })
  const browser = new Y.Doc()
  const counts = { accepted: 0, structural: 0 }
  const problems: string[] = []
  browser.on('update', (update: Uint8Array) => {
    const verdict = checkUpdate(update, memory.known, 'ximena', false)
    if (verdict.kind !== 'news') {
      problems.push(verdict.kind === 'refused' ? verdict.reason : verdict.kind)
      return
    }
    if (verdict.structural) {
      const problem = memory.acceptIfSound(update, verdict, 'ximena')
      if (problem) problems.push(problem)
      counts.structural++
    } else memory.accept(update, verdict)
    for (const client of verdict.newClients) memory.known.owners.set(client, 'ximena')
    counts.accepted++
  })
  return { memory, browser, counts, problems, fragment: browser.getXmlFragment('default') }
}

/** Writes a page as the editor's binding does: from one ProseMirror document to the next. */
function bindingOf(browser: Y.Doc, fragment: Y.XmlFragment) {
  const meta = { mapping: new Map(), isOMark: new Map() }
  return (page: PageNode) => {
    const node = Node.fromJSON(pageSchema, page)
    node.check()
    browser.transact(() => updateYFragment(browser, fragment as never, node, meta as never))
  }
}

const word = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '🌿', 'ش'), minLength: 1, maxLength: 12 })
const id = fc.constantFrom('b1', 'b2', 'b3', 'b4')
const mark = fc.constantFrom(
  { type: 'bold' },
  { type: 'italic' },
  { type: 'link', attrs: { href: 'https://example.org/a' } },
)
const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: word }),
  fc.record({ type: fc.constant('text'), text: word, marks: fc.tuple(mark) }),
  fc.constant({ type: 'hardBreak' }),
)
const { block } = fc.letrec<{ block: PageNode }>((tie) => {
  const blocks = fc.array(tie('block'), { maxLength: 3 })
  const item = (type: string, attrs: fc.Arbitrary<Record<string, unknown>>) =>
    fc.array(fc.record({ type: fc.constant(type), attrs, content: blocks }), { maxLength: 3 })
  const ids = fc.record({ id })
  return {
    block: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.record({
        type: fc.constant('paragraph'),
        attrs: fc.record({ id, kind: fc.constantFrom('p', 'h2', 'h3', 'quote') }),
        content: fc.array(inline, { maxLength: 4 }),
      }),
      fc.record({ type: fc.constant('divider'), attrs: ids }),
      fc.record({ type: fc.constant('image'), attrs: fc.record({ id, evidenceId: fc.constant('e1'), alt: word }) }),
      fc.record({
        type: fc.constant('thinkingTool'),
        attrs: fc.record({ id, tool: fc.constant('iceberg'), blockId: fc.constant('k1') }),
      }),
      fc.record({
        type: fc.constant('callout'),
        attrs: fc.record({ id, tone: fc.constantFrom('note', 'care') }),
        content: blocks,
      }),
      fc.record({ type: fc.constant('bulletList'), attrs: ids, content: item('listItem', ids) }),
      fc.record({
        type: fc.constant('taskList'),
        attrs: ids,
        content: item('taskItem', fc.record({ id, checked: fc.boolean() })),
      }),
      fc.record({
        type: fc.constant('table'),
        attrs: ids,
        content: fc.array(
          fc.record({
            type: fc.constant('tableRow'),
            attrs: ids,
            content: item('tableCell', fc.record({ colwidth: fc.constantFrom(null, [80]) })),
          }),
          { maxLength: 2 },
        ),
      }),
    ) as fc.Arbitrary<PageNode>,
  }
})

describe('Checking edits', () => {
  it('accepts whatever the editor’s binding writes for pages of the schema, and reads the same page', () => {
    const pages = fc.array(fc.array(block, { maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(pages, (steps) => {
        const { memory, browser, problems, fragment } = room()
        const write = bindingOf(browser, fragment)
        for (const content of steps) write({ type: 'doc', content })
        expect(problems).toEqual([])
        const last = Node.fromJSON(pageSchema, { type: 'doc', content: steps.at(-1) })
        const read = Node.fromJSON(pageSchema, memory.content().page)
        expect(read.toJSON()).toEqual(last.toJSON())
      }),
      { numRuns: 300 },
    )
  })

  it('looks inside the document for a new paragraph, and not for typing in it', () => {
    const { memory, browser, counts, problems, fragment } = room()
    browser.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('A')])
      fragment.insert(0, [paragraph])
    })
    const text = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
    for (let n = 1; n < 100; n++) text.insert(n, 'b')
    for (let n = 0; n < 10; n++) text.delete(50, 1)
    text.insert(20, 'c')
    text.format(0, 5, { bold: {} })
    expect(problems).toEqual([])
    expect(counts.structural).toBe(1)
    expect(
      memory
        .content()
        .page.content?.[0]?.content?.map((node) => node.text)
        .join(''),
    ).toBe(
      text
        .toDelta()
        .map((run: { insert: string }) => run.insert)
        .join(''),
    )
  })

  it('keeps the same content whether it looked inside or not, and after sleeping', () => {
    const { memory, browser, problems, fragment } = room()
    const write = bindingOf(browser, fragment)
    const paragraph = (words: string): PageNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
    let words = 'We'
    for (let n = 0; n < 60; n++) {
      words += n % 7 === 0 ? ' ' : 'x'
      write({ type: 'doc', content: [paragraph(words), ...(n % 10 === 0 ? [paragraph('other')] : [])] })
      if (n % 9 === 0) memory.sleep()
      if (n % 13 === 0) memory.state()
    }
    memory.sleepIfIdle(0)
    expect(problems).toEqual([])
    const copy = new Y.Doc()
    Y.applyUpdate(copy, memory.answer(new Uint8Array([0])))
    expect(copy.getXmlFragment('default').toString()).toBe(fragment.toString())
    const behind = new Y.Doc()
    expect(() => Y.applyUpdate(behind, memory.answer(Y.encodeStateVector(behind)))).not.toThrow()
    expect(memory.vector).toEqual(Y.encodeStateVector(browser))
    expect(memory.content().page.content?.[0]).toEqual({ ...paragraph(words), attrs: { kind: 'p' } })
  })
})
