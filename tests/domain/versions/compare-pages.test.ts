import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTool, renderToolFigure } from '#domain/blocks/registry.ts'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { comparePages } from '#domain/versions/compare-pages.ts'
import { renderDiff } from '#domain/versions/render-diff.ts'
import { tellDiff } from '#domain/versions/tell-diff.ts'

const text = (words: string, ...marks: string[]): PageNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
})
const paragraph = (id: string, words: string, kind = 'p'): PageNode => ({
  type: 'paragraph',
  attrs: { id, kind },
  ...(words ? { content: [text(words)] } : {}),
})
const around = (type: string, id: string, ...content: PageNode[]): PageNode => ({ type, attrs: { id }, content })
const page = (content: PageNode[], blocks: EntryContent['blocks'] = {}): EntryContent => ({
  page: { type: 'doc', content },
  blocks,
})
const compared = (before: EntryContent, after: EntryContent) => {
  const diff = comparePages(before, after)
  return {
    sentence: tellDiff(diff),
    html: renderDiff(diff, { evidence: new Map(), renderTool: renderToolFigure }),
    short: renderDiff(diff, { evidence: new Map(), onlyChanges: true }),
  }
}

describe('Comparing two versions of a page', () => {
  it('shows words that came and words that went within a paragraph', () => {
    const { html, sentence } = compared(
      page([paragraph('a', 'The bus was late again on Tuesday.')]),
      page([paragraph('a', 'The first bus was late on Tuesday.')]),
    )
    expect(html).toContain('The <ins>first </ins>bus was late<del> again</del> on Tuesday.')
    expect(sentence).toBe('One passage reworded.')
  })

  it('says in words what was added, taken out and moved, and tells nothing of what stayed', () => {
    const before = page([
      paragraph('a', 'One.'),
      paragraph('b', 'Two.'),
      paragraph('c', 'Three.'),
      paragraph('d', 'Four.'),
    ])
    const after = page([
      paragraph('c', 'Three.'),
      paragraph('a', 'One.'),
      paragraph('n', 'New.'),
      paragraph('d', 'Four.'),
    ])
    const { html, sentence, short } = compared(before, after)
    expect(sentence).toBe('One passage added, one passage taken out and one passage moved.')
    expect(html).toContain('Moved here.')
    expect(html).toContain('Added: a paragraph.')
    expect(html).toContain('Taken out: a paragraph.')
    expect(html).toContain('<ins>New.</ins>')
    expect(html).toContain('<del>Two.</del>')
    expect(html).not.toMatch(/<(ins|del)>(One|Three|Four)/)
    expect(short).toContain('One block as before.')
    expect(short).not.toContain('Four.')
  })

  it('knows a paragraph again that became a heading or an item of a list', () => {
    const { html, sentence } = compared(
      page([paragraph('a', 'Who drives?'), paragraph('b', 'The first adult of the day.')]),
      page([
        paragraph('a', 'Who drives?', 'h2'),
        around('bulletList', 'l', around('listItem', 'i', paragraph('b', 'The first adult of the day.'))),
      ]),
    )
    expect(html).toContain('Was a paragraph, is a heading.')
    expect(html).toContain('Put around what stood here before.')
    expect(html).not.toContain('<ins>')
    expect(html).not.toContain('<del>')
    expect(sentence).toContain('One passage changed')
  })

  it('shows items of lists, rows of tables and callouts where they stand', () => {
    const row = (id: string, ...cells: string[]) =>
      around(
        'tableRow',
        id,
        ...cells.map((words, n) => around('tableCell', `${id}${n}`, paragraph(`${id}${n}p`, words))),
      )
    const callout = (tone: string): PageNode => ({
      type: 'callout',
      attrs: { id: 'q', tone },
      content: [paragraph('qp', 'Why?')],
    })
    const { html } = compared(
      page([
        around('bulletList', 'l', around('listItem', 'i', paragraph('ip', 'bus'))),
        around('table', 't', row('r', 'Mon', '3')),
        callout('note'),
      ]),
      page([
        around(
          'bulletList',
          'l',
          around('listItem', 'i', paragraph('ip', 'bus')),
          around('listItem', 'j', paragraph('jp', 'tram')),
        ),
        around('table', 't', row('r', 'Mon', '4'), row('s', 'Tue', '2')),
        callout('question'),
      ]),
    )
    expect(html).toMatch(/<li[^>]*><p class="diff-note">Added: an item of a list\.<\/p><p[^>]*><ins>tram<\/ins>/)
    expect(html).toContain('<del>3</del><ins>4</ins>')
    expect(html).toMatch(/<td[^>]*><p class="diff-note">Added: a row\.<\/p>/)
    expect(html).toContain('Was “Note”, is “Question”.')
    expect(html).not.toContain('<ins>bus')
  })

  it('tells of tasks, captions, pictures and looks in sentences', () => {
    const task = (checked: boolean): PageNode =>
      around('taskList', 't', {
        type: 'taskItem',
        attrs: { id: 'i', checked },
        content: [paragraph('p', 'Ask the driver')],
      })
    const picture = (evidenceId: string, caption: string): PageNode => ({
      type: 'image',
      attrs: { id: 'g', evidenceId, caption, alt: '' },
    })
    const bold: PageNode = {
      type: 'paragraph',
      attrs: { id: 'b', kind: 'p' },
      content: [text('We '), text('listen', 'bold')],
    }
    const { html, sentence } = compared(
      page([task(false), picture('e1', 'A gate'), paragraph('b', 'We listen')]),
      page([task(true), picture('e2', 'The gate'), bold]),
    )
    for (const words of [
      'Ticked as done.',
      'Another picture.',
      'The caption said “A gate”, and says “The gate”.',
      'Some words look different.',
    ])
      expect(html).toContain(words)
    expect(sentence).toContain('one picture changed')
  })

  it('tells of an iceberg in sentences: issue, cards, lanes and lines', () => {
    const tool = (state: object) => ({
      k: { ...emptyTool('iceberg', () => 'x'), events: [], ...state } as EntryContent['blocks'][string],
    })
    const node: PageNode = { type: 'thinkingTool', attrs: { id: 'kb', tool: 'iceberg', blockId: 'k' } }
    const card = (id: string, words: string) => ({ id, text: words })
    const { html, sentence } = compared(
      page(
        [node],
        tool({
          issue: 'Fights',
          events: [card('a', 'Pushing'), card('b', 'Shouting')],
          links: [{ id: 'l', from: 'a', to: 'b' }],
        }),
      ),
      page(
        [node],
        tool({
          issue: 'Fights at pick-up',
          events: [card('a', 'Pushing in line')],
          patterns: [card('b', 'Shouting'), card('c', 'Every Monday')],
        }),
      ),
    )
    for (const words of [
      'The issue was “Fights”, and is “Fights at pick-up”.',
      'Events: “Pushing” became “Pushing in line”.',
      '“Shouting” was moved from “Events” to “Patterns”.',
      'Patterns: “Every Monday” was added.',
      'The line from “Pushing” to “Shouting” was taken out.',
    ])
      expect(html.replaceAll('&#8220;', '“')).toContain(words)
    expect(sentence).toBe('One thinking tool changed.')
  })

  it('tells of a causal loop diagram in sentences: variables, links, signs and loops', () => {
    const node: PageNode = { type: 'thinkingTool', attrs: { id: 'kb', tool: 'causal-loop', blockId: 'k' } }
    const tool = (state: object) => ({ k: { tool: 'causal-loop', ...state } as EntryContent['blocks'][string] })
    const names = (...all: string[]) => all.map((name) => ({ id: name[0]!, name, x: null, y: null }))
    const link = (id: string, from: string, to: string, sign: string) => ({
      id,
      from,
      to,
      sign,
      delay: false,
      howWeKnow: '',
    })
    const { html } = compared(
      page(
        [node],
        tool({ vars: names('pressure', 'time', 'noise'), links: [link('1', 'p', 't', '+'), link('2', 't', 'n', '-')] }),
      ),
      page(
        [node],
        tool({ vars: names('pressure', 'time', 'rest'), links: [link('1', 'p', 't', '-'), link('3', 't', 'r', '+')] }),
      ),
    )
    for (const words of [
      'Variable “rest” was added.',
      'Variable “noise” was taken out.',
      'New link: When time rises, rest rises too.',
      'Link taken out: When time rises, noise falls.',
      'Link changed: When pressure rises, time falls. Before: When pressure rises, time rises too.',
    ])
      expect(html).toContain(words)
  })

  it('lets nothing through that would be more than words', () => {
    const { html } = compared(
      page([paragraph('a"><script>x', '<img src=x onerror=alert(1)>')]),
      page([paragraph('a"><script>x', '<b>bold</b>'), { type: 'marquee', content: [paragraph('z', 'x')] }]),
    )
    expect(html).not.toMatch(/<(script|img|b|marquee)\b/)
  })

  it('gives back both texts, whatever they are: what stayed and went is the one, what stayed and came the other', () => {
    const words = fc
      .array(fc.constantFrom('bus', 'late', ' ', 'the', '.', 'é🌿', 'bus-line'), { maxLength: 12 })
      .map((all) => all.join(''))
    const block = fc
      .record({ id: fc.constantFrom('a', 'b', 'c', 'd', ''), words })
      .map((one) => paragraph(one.id, one.words))
    const item = block.map((one) => around('bulletList', '', around('listItem', '', one)))
    const pages = fc.array(fc.oneof(block, item), { maxLength: 6 })
    const said = (html: string, without: RegExp) =>
      html
        .replace(/<p class="diff-note">.*?<\/p>/g, '')
        .replace(/<ul class="diff-note">.*?<\/ul>/g, '')
        .replace(without, '')
        .replace(/<[^>]*>/g, '')
    const letters = (value: string) => [...value].sort().join('')
    const plain = (nodes: PageNode[]): string => nodes.map((node) => node.text ?? plain(node.content ?? [])).join('')
    fc.assert(
      fc.property(pages, pages, (before, after) => {
        const { html } = compared(page(before), page(after))
        expect(letters(said(html, /<del>.*?<\/del>/g))).toBe(letters(plain(after)))
        expect(letters(said(html, /<ins>.*?<\/ins>/g))).toBe(letters(plain(before)))
      }),
      { numRuns: 300 },
    )
  })

  it('is quick where everything differs, however long the page', () => {
    const long = (seed: string) =>
      page(Array.from({ length: 3_000 }, (_, n) => paragraph(`${(n * 7) % 3_000}`, `${seed} `.repeat(200))))
    expect(compared(long('bus'), long('tram x')).sentence).toContain('3000 passages reworded')
  })
})
