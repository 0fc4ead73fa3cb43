import { describe, expect, it } from 'vitest'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { groundAnchor } from '#domain/review/quote.ts'

const content: EntryContent = {
  page: {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        attrs: { id: 'b1' },
        content: [
          { type: 'text', text: 'We came ' },
          { type: 'text', text: 'late', marks: [{ type: 'bold' }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'and stayed.' },
        ],
      },
      {
        type: 'bulletList',
        attrs: { id: 'l' },
        content: [
          {
            type: 'listItem',
            attrs: { id: 'i' },
            content: [{ type: 'paragraph', attrs: { id: 'b2' }, content: [{ type: 'text', text: 'Inside' }] }],
          },
        ],
      },
      { type: 'image', attrs: { id: 'p', evidenceId: 'e' } },
      { type: 'thinkingTool', attrs: { id: 't', tool: 'causal-loop', blockId: 'loop' } },
    ],
  },
  blocks: { loop: { tool: 'causal-loop', vars: [{ id: 'v1', name: 'Pressure' }], links: [], loops: [] } },
}

describe('an anchor on a frozen page', () => {
  it.each([
    ['a range of text', { blockId: 'b1', start: 8, end: 12, quote: 'late' }],
    ['a range across a line break', { blockId: 'b1', start: 8, end: 16, quote: 'late\nand' }],
    ['a whole block', { blockId: 'b2', quote: 'Inside' }],
    ['a paragraph inside a list', { blockId: 'b2', start: 0, end: 6, quote: 'Inside' }],
    ['a part of a tool', { blockId: 't', partId: 'v1', quote: '' }],
    ['a tool named by its data', { blockId: 'loop', quote: '' }],
    [
      'a region of a picture',
      { blockId: 'p', region: [0, 0, 500, 500] as [number, number, number, number], quote: '' },
    ],
  ])('holds on %s', (_name, anchor) => {
    expect(groundAnchor(content, anchor)).not.toHaveProperty('problem')
  })

  it.each([
    ['a block of another page', { blockId: 'x', quote: '' }, /not in this snapshot/],
    ['words that do not stand there', { blockId: 'b1', start: 0, end: 4, quote: 'They' }, /not what stands there/],
    ['an empty range', { blockId: 'b1', start: 3, end: 3, quote: '' }, /at least one character/],
    ['half a range', { blockId: 'b1', start: 3, quote: 'c' }, /at least one character/],
    ['a part that the tool does not have', { blockId: 't', partId: 'v9', quote: '' }, /part of the diagram/],
    [
      'a region of a text',
      { blockId: 'b1', region: [0, 0, 5, 5] as [number, number, number, number], quote: '' },
      /Only a picture/,
    ],
    [
      'a region outside the picture',
      { blockId: 'p', region: [900, 0, 200, 5] as [number, number, number, number], quote: '' },
      /outside/,
    ],
  ])('is refused on %s', (_name, anchor, problem) => {
    expect(groundAnchor(content, anchor)).toEqual({ problem: expect.stringMatching(problem) })
  })

  it('keeps the words that really stand there, whatever was sent', () => {
    expect(groundAnchor(content, { blockId: 'b2', quote: 'Forged' })).toEqual({ quote: 'Inside' })
    expect(groundAnchor(content, { blockId: 't', partId: 'v1', quote: 'Forged' })).toEqual({
      quote: 'variable: Pressure',
    })
  })
})
