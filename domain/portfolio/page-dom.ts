/**
 * How each node of a page looks as HTML: one table, used by the server's renderer (as a string) and by the editor (as
 * DOM), so that the text does not move when the editor takes over.
 *
 * An output is `[tag, attributes, ...children]`; the child `0` is where the node's own content goes. Attributes with the
 * value null are left out. There are no style attributes: the content security policy forbids them.
 */
import { allowedUrl } from './allowed-url.ts'
import type { ParagraphKind } from './page-schema.ts'

export type PageDomAttrs = Record<string, string | null>
export type PageDom = readonly [tag: string, attrs: PageDomAttrs, ...children: (PageDom | string | 0)[]]
type Attrs = Record<string, unknown>

const paragraphTags: Record<ParagraphKind, string> = { p: 'p', h2: 'h2', h3: 'h3', quote: 'blockquote' }

export const calloutNames: Record<string, string> = { note: 'Note', question: 'Question', care: 'Take care' }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const whole = (value: unknown, usual: number) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value !== usual ? String(value) : null
const blockId = (attrs: Attrs): PageDomAttrs => ({ 'data-block-id': text(attrs.id) })

function cell(tag: 'td' | 'th', attrs: Attrs): PageDom {
  return [tag, { ...blockId(attrs), colspan: whole(attrs.colspan, 1), rowspan: whole(attrs.rowspan, 1) }, 0]
}

/** Nodes that are told by their attributes alone. Pictures, cards and thinking tools need more: see render-page.ts. */
export const pageDom: Record<string, (attrs: Attrs) => PageDom> = {
  paragraph: (attrs) => [
    paragraphTags[attrs.kind as ParagraphKind] ?? 'p',
    { ...blockId(attrs), dir: 'auto' }, // each block finds its own direction
    0,
  ],
  bulletList: (attrs) => ['ul', blockId(attrs), 0],
  orderedList: (attrs) => ['ol', { ...blockId(attrs), start: whole(attrs.start, 1) }, 0],
  listItem: (attrs) => ['li', blockId(attrs), 0],
  taskList: (attrs) => ['ul', { ...blockId(attrs), class: 'page-tasks' }, 0],
  callout: (attrs) => {
    const tone = text(attrs.tone) ?? 'note'
    const name = calloutNames[tone] ?? 'Note'
    return [
      'div',
      {
        ...blockId(attrs),
        class: 'page-callout',
        'data-tone': tone,
        'data-name': name,
        role: 'note',
        'aria-label': name,
      },
      0,
    ]
  },
  table: (attrs) => [
    'div',
    { ...blockId(attrs), class: 'page-table', role: 'group', 'aria-label': 'Table', tabindex: '0' },
    ['table', {}, ['tbody', {}, 0]],
  ],
  tableRow: (attrs) => ['tr', blockId(attrs), 0],
  tableCell: (attrs) => cell('td', attrs),
  tableHeader: (attrs) => cell('th', attrs),
  divider: (attrs) => ['hr', blockId(attrs)],
  hardBreak: () => ['br', {}],
}

/** @param label what the box is for, for those who hear the page: the item's own words. */
export function taskItemDom(attrs: Attrs, label: string): PageDom {
  const done = attrs.checked === true
  return [
    'li',
    { ...blockId(attrs), class: 'page-task', 'data-checked': done ? 'true' : 'false' },
    [
      'span',
      { class: 'page-task-box' },
      ['input', { type: 'checkbox', disabled: '', checked: done ? '' : null, 'aria-label': taskLabel(label) }],
    ],
    ['div', { class: 'page-task-text' }, 0],
  ]
}

export function taskLabel(words: string): string {
  const short = words.replace(/\s+/g, ' ').trim()
  return short === '' ? 'Done' : `Done: ${short.length > 80 ? `${short.slice(0, 80)}…` : short}`
}

export const markDom: Record<string, (attrs: Attrs) => PageDom> = {
  bold: () => ['strong', {}, 0],
  italic: () => ['em', {}, 0],
  strike: () => ['s', {}, 0],
  code: () => ['code', {}, 0],
  // An address that is not allowed leaves its words in place and goes nowhere.
  link: (attrs) => {
    const href = allowedUrl(attrs.href)
    return href ? ['a', { href, rel: 'noopener noreferrer nofollow' }, 0] : ['span', {}, 0]
  },
}
