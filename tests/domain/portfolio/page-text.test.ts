import { describe, expect, it } from 'vitest'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, pagePlainText, wordCount } from '#domain/portfolio/page-text.ts'

const paragraph = (words: string): PageNode => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
const page = (...content: PageNode[]): EntryContent => ({ page: { type: 'doc', content }, blocks: {} })

describe('A page as plain words', () => {
  it('has a line for each block and tabs between cells', () => {
    const cell = (words: string): PageNode => ({ type: 'tableCell', content: [paragraph(words)] })
    const content = page(
      paragraph('One'),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('Two')] }] },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('a'), cell('b')] }] },
      { type: 'image', attrs: { caption: 'The gate' } },
    )
    expect(pagePlainText(content)).toBe('One\nTwo\na\tb\nThe gate')
  })

  it('counts words in any script', () => {
    expect(wordCount(page(paragraph('It’s a well-known, 3.5 km walk')))).toBe(6)
    expect(wordCount(page())).toBe(0)
    expect(wordCount(page(paragraph('我们在学校')))).toBeGreaterThan(1)
    expect(wordCount(page(paragraph('—  … !')))).toBe(0)
  })

  it('names the evidence it shows or cites, each once', () => {
    const content = page(
      { type: 'image', attrs: { evidenceId: 'e1' } },
      { type: 'evidence', attrs: { evidenceId: 'e2' } },
      { type: 'image', attrs: { evidenceId: 'e1' } },
    )
    content.blocks.k = { tool: 'iceberg', events: [{ id: 'x', evidenceIds: ['e3'] }] }
    expect(evidenceInContent(content)).toEqual(['e1', 'e2', 'e3'])
  })
})
