import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { emptyTool } from '#domain/blocks/registry.ts'
import { contentProblem } from '#domain/portfolio/check-page.ts'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { historyUpdates } from '#domain/sync/document-history.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { writeContent } from '#domain/sync/write-content.ts'

const text = (words: string, marks?: PageNode['marks']): PageNode => ({
  type: 'text',
  text: words,
  ...(marks ? { marks } : {}),
})
const paragraph = (id: string, ...content: PageNode[]): PageNode => ({
  type: 'paragraph',
  attrs: { id, kind: 'p' },
  ...(content.length > 0 ? { content } : {}),
})
const page = (...content: PageNode[]): EntryContent => ({ page: { type: 'doc', content }, blocks: {} })

describe('An entry’s content in a shared document', () => {
  it('comes back as it went in: lists, tables, marks, pictures, tools', () => {
    let n = 0
    const iceberg = emptyTool('iceberg', () => `id${n++}`)
    const content: EntryContent = {
      page: {
        type: 'doc',
        content: [
          paragraph(
            'a',
            text('Two '),
            text('bold', [{ type: 'bold' }]),
            text(' and a '),
            text('link', [{ type: 'link', attrs: { href: 'https://example.org' } }]),
          ),
          {
            type: 'bulletList',
            attrs: { id: 'l' },
            content: [
              {
                type: 'listItem',
                attrs: { id: 'i' },
                content: [paragraph('b', text('One'), { type: 'hardBreak' }, text('line'))],
              },
            ],
          },
          { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('t')] }] },
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: [
                  {
                    type: 'tableHeader',
                    attrs: { colspan: 2, colwidth: [100, 20] },
                    content: [paragraph('c', text('Head'))],
                  },
                ],
              },
            ],
          },
          { type: 'image', attrs: { alt: 'A gate', evidenceId: 'e1', id: 'p' } },
          { type: 'thinkingTool', attrs: { blockId: 'k1', id: 'k', tool: 'iceberg' } },
        ],
      },
      blocks: { k1: iceberg },
    }
    expect(contentProblem(content)).toBeUndefined()
    const document = new Y.Doc()
    document.transact(() => writeContent(document, content))
    const back = readContent(document)
    expect(sorted(back)).toEqual(sorted(content))
    let updates = 0
    document.on('update', () => updates++)
    document.transact(() => writeContent(document, content))
    expect(updates).toBe(0)
  })

  it('changes only what differs: a colleague’s words typed at that moment stay', () => {
    const one = new Y.Doc()
    one.transact(() =>
      writeContent(one, page(paragraph('a', text('The yard was loud.')), paragraph('b', text('We listened.')))),
    )
    const two = new Y.Doc()
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    const words = (two.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
    words.insert(4, 'school ')
    one.transact(() =>
      writeContent(one, page(paragraph('a', text('The yard was loud today.')), paragraph('b', text('We listened.')))),
    )
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    expect(readContent(two).page.content?.[0]?.content?.[0]?.text).toBe('The school yard was loud today.')
  })

  it('becomes any other content, through any steps', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '🌿', 'é'), maxLength: 8, minLength: 1 })
    const run = fc
      .record({ words, marks: fc.constantFrom<PageNode['marks']>(undefined, [{ type: 'bold' }], [{ type: 'italic' }]) })
      .map((one) => text(one.words, one.marks))
    const block = fc.oneof(
      fc
        .record({ id: fc.constantFrom('a', 'b', 'c'), runs: fc.array(run, { maxLength: 3 }) })
        .map((one) => paragraph(one.id, ...merged(one.runs))),
      fc.constantFrom<PageNode>(
        { type: 'divider', attrs: { id: 'd' } },
        { type: 'image', attrs: { alt: 'x', id: 'i' } },
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.array(block, { maxLength: 5 }), { minLength: 1, maxLength: 5 }), (steps) => {
        const document = new Y.Doc()
        for (const step of steps) {
          document.transact(() => writeContent(document, page(...step)))
          expect(sorted(readContent(document))).toEqual(sorted(page(...step)))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('as a history is several people’s updates, that together give the last step', () => {
    const steps = [
      { personId: 'ximena', at: '2027-01-01T09:00:00Z', content: page(paragraph('a', text('We met.'))) },
      { personId: 'ambrose', at: '2027-01-02T09:00:00Z', content: page(paragraph('a', text('We met at the gate.'))) },
      { personId: 'ambrose', at: '2027-01-02T09:00:00Z', content: page(paragraph('a', text('We met at the gate.'))) },
      {
        personId: 'ximena',
        at: '2027-01-03T09:00:00Z',
        content: page(paragraph('a', text('We met at the gate.')), paragraph('b', text('It rained.'))),
      },
    ]
    const updates = historyUpdates('d1', steps)
    expect(updates.map(({ personId }) => personId)).toEqual(['ximena', 'ambrose', 'ximena'])
    const document = new Y.Doc()
    for (const { update, clientId } of updates) {
      expect(Y.decodeUpdate(update).structs.every((struct) => struct.id.client === clientId)).toBe(true)
      Y.applyUpdate(document, update)
    }
    expect(sorted(readContent(document))).toEqual(sorted(steps.at(-1)!.content))
    expect(historyUpdates('d1', steps)).toEqual(updates)
  })
})

/** Neighbours with the same marks are one run, as an editor would have them. */
function merged(runs: PageNode[]): PageNode[] {
  const result: PageNode[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(run.marks)) last.text += run.text ?? ''
    else result.push({ ...run })
  }
  return result
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, child]) => !(Array.isArray(child) && child.length === 0))
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, child]) => [key, sorted(child)]))
}
