import { describe, expect, it } from 'vitest'
import { allowedUrl, urlFromTyping } from '#domain/portfolio/allowed-url.ts'
import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'
import type { PageNode, ToolState } from '#domain/portfolio/page-schema.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'

const photo: PageEvidence = {
  id: 'e1',
  kind: 'photo',
  title: 'The gate',
  altText: 'A gate at dusk',
  fileUrl: '/evidence/e1/file',
  thumbnailUrl: '/evidence/e1/thumbnail',
  width: 800,
  height: 600,
  link: null,
  note: null,
  consentSentence: 'Nobody can be recognised.',
  state: 'ready',
}

function render(content: PageNode[], blocks: Record<string, ToolState> = {}): string {
  return renderPage({ page: { type: 'doc', content }, blocks }, { evidence: new Map([['e1', photo]]) })
}
const says = (text: string, marks: PageNode['marks'] = []): PageNode => ({ type: 'text', text, marks })
const paragraph = (content: PageNode[], attrs = {}): PageNode => ({
  type: 'paragraph',
  attrs: { id: 'b1', kind: 'p', ...attrs },
  content,
})

describe('a rendered page refuses what could harm its reader', () => {
  it('escapes text and attributes', () => {
    const html = render([
      paragraph([says('<script>alert("1")</script> & more')], { id: '"><img src=x onerror=alert(1)>' }),
    ])
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<img')
    expect(html).toContain('&#60;script&#62;')
  })

  it.each([
    'javascript:alert(1)',
    'JaVa\nScRiPt:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'file:///etc/passwd',
    'https://',
    42,
    null,
  ])('gives the address %j no link', (href) => {
    expect(allowedUrl(href)).toBeNull()
    const html = render([paragraph([says('here', [{ type: 'link', attrs: { href } }])])])
    expect(html).not.toContain('href')
    expect(html).toContain('here')
  })

  it('leaves out unknown nodes and marks, and keeps their words', () => {
    const html = render([{ type: 'marquee', content: [paragraph([says('kept', [{ type: 'blink' }])])] }])
    expect(html).toBe('<p data-block-id="b1" dir="auto">kept</p>')
  })

  it('does not fall over a page nested a thousand deep', () => {
    let node: PageNode = paragraph([says('deep')])
    for (let depth = 0; depth < 1000; depth++) node = { type: 'callout', content: [node] }
    expect(render([node])).toContain('page-callout')
  })
})

describe('a rendered page', () => {
  it('renders the four kinds of paragraph', () => {
    const html = render(
      (['p', 'h2', 'h3', 'quote'] as const).map((kind) => paragraph([says(kind)], { id: kind, kind })),
    )
    expect(html).toBe(
      '<p data-block-id="p" dir="auto">p</p><h2 data-block-id="h2" dir="auto">h2</h2>' +
        '<h3 data-block-id="h3" dir="auto">h3</h3><blockquote data-block-id="quote" dir="auto">quote</blockquote>',
    )
  })

  it('keeps the height of an empty line', () => {
    expect(render([paragraph([])])).toBe('<p data-block-id="b1" dir="auto"><br></p>')
  })

  it('nests marks that neighbours share, whatever order they are stored in', () => {
    const link = { type: 'link', attrs: { href: 'https://example.org/' } }
    const html = render([
      paragraph([says('a', [{ type: 'bold' }]), says('b', [link, { type: 'bold' }]), says('c', [link])]),
    ])
    expect(html).toBe(
      '<p data-block-id="b1" dir="auto"><strong>a<a href="https://example.org/" rel="noopener noreferrer nofollow">b</a></strong>' +
        '<a href="https://example.org/" rel="noopener noreferrer nofollow">c</a></p>',
    )
  })

  it('shows a picture from the evidence with the alt text of this place, else that of the evidence', () => {
    const picture = (alt: string): PageNode => ({
      type: 'image',
      attrs: { id: 'i1', evidenceId: 'e1', alt, caption: 'At 14:50' },
    })
    expect(render([picture('')])).toContain('alt="A gate at dusk"')
    expect(render([picture('The gate & bell')])).toContain('alt="The gate &#38; bell"')
    expect(render([picture('')])).toContain('<figcaption dir="auto">At 14:50</figcaption>')
    expect(render([picture('')])).toContain('width="800" height="600"')
  })

  it('says in words that a piece of evidence is gone', () => {
    expect(render([{ type: 'image', attrs: { id: 'i1', evidenceId: 'gone' } }])).toContain('no longer among')
    expect(render([{ type: 'evidence', attrs: { id: 'i1', evidenceId: null } }])).toContain('no longer among')
  })

  it('labels the box of a task with the words of the task', () => {
    const html = render([
      {
        type: 'taskList',
        attrs: { id: 't' },
        content: [{ type: 'taskItem', attrs: { id: 'i', checked: true }, content: [paragraph([says('Ask Sam')])] }],
      },
    ])
    expect(html).toContain('aria-label="Done: Ask Sam"')
    expect(html).toContain('checked=""')
  })

  it('hands a thinking tool to its own renderer with the block id as prefix', () => {
    const page: PageNode = {
      type: 'doc',
      content: [{ type: 'thinkingTool', attrs: { id: 'b7', tool: 'iceberg', blockId: 'k1' } }],
    }
    const html = renderPage(
      { page, blocks: { k1: { tool: 'iceberg', issue: 'Fights' } } },
      {
        evidence: new Map(),
        renderTool: (state, { idPrefix }) => `<figure>${idPrefix} ${String(state.issue)}</figure>`,
      },
    )
    expect(html).toBe('<div data-block-id="b7" data-tool="iceberg" class="page-tool"><figure>b7 Fights</figure></div>')
  })
})

describe('an address typed into the link field', () => {
  it.each([
    ['example.org/a', 'https://example.org/a'],
    ['https://example.org', 'https://example.org'],
    ['sam@example.org', 'mailto:sam@example.org'],
    ['/entries/1', '/entries/1'],
    ['just words', null],
    ['javascript:alert(1)', null],
  ])('%s becomes %s', (typed, expected) => {
    expect(urlFromTyping(typed)).toBe(expected)
  })
})
