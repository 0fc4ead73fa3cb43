import { describe, expect, it } from 'vitest'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { type EntryVersion, snapshotChanges } from '#domain/review/block-changes.ts'

const page = (...paragraphs: [id: string, text: string][]): EntryContent => ({
  page: {
    type: 'doc',
    content: paragraphs.map(([id, text]) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })),
  },
  blocks: {},
})
const entry = (content: EntryContent, title = 'Listening'): EntryVersion => ({
  entryId: 'e',
  section: '5',
  title,
  content,
})

describe('what a resubmission changed', () => {
  it('is nothing when every block is as it was', () => {
    expect(snapshotChanges([entry(page(['a', 'One']))], [entry(page(['a', 'One']))])).toEqual([])
  })

  it('is told by block, in words', () => {
    const before = [entry(page(['a', 'One'], ['b', 'Two'], ['c', 'Three']))]
    const after = [entry(page(['a', 'One'], ['b', 'Two, again'], ['d', 'Four']))]
    const [change] = snapshotChanges(before, after)
    expect(change?.sentence).toBe('1 passage reworded, 1 passage added, 1 passage taken out.')
    expect(change?.blocks.map((block) => [block.kind, block.blockId, block.before, block.after])).toEqual([
      ['changed', 'b', 'Two', 'Two, again'],
      ['added', 'd', '', 'Four'],
      ['removed', 'c', 'Three', ''],
    ])
  })

  it('sees a change inside a thinking tool', () => {
    const tool = (issue: string): EntryContent => ({
      page: {
        type: 'doc',
        content: [{ type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: 'ice' } }],
      },
      blocks: { ice: { tool: 'iceberg', issue } },
    })
    expect(snapshotChanges([entry(tool('fights'))], [entry(tool('waiting'))])[0]?.blocks[0]?.kind).toBe('changed')
  })

  it('knows a new entry, a removed one and a new name', () => {
    const old = { ...entry(page(['a', 'One'])), entryId: 'old' }
    const kinds = snapshotChanges([old], [entry(page(['a', 'One']))]).map((one) => one.kind)
    expect(kinds).toEqual(['added', 'removed'])
    expect(snapshotChanges([entry(page())], [entry(page(), 'Hearing')])[0]?.sentence).toBe('Renamed from "Listening".')
  })
})
