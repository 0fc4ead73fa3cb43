import type { PageMark, PageNode } from '#domain/portfolio/page-schema.ts'

const mark = (type: string, attrs?: Record<string, unknown>): PageMark => (attrs ? { type, attrs } : { type })

const patterns: { find: RegExp; marks: (match: RegExpMatchArray) => PageMark[] }[] = [
  { find: /\*\*(.+?)\*\*/, marks: () => [mark('bold')] },
  { find: /\*(.+?)\*/, marks: () => [mark('italic')] },
  { find: /~~(.+?)~~/, marks: () => [mark('strike')] },
  { find: /\[(.+?)\]\((https?:[^)\s]+)\)/, marks: (match) => [mark('link', { href: match[2]! })] },
]

/** Words with `*italic*`, `**bold**`, `~~strike~~` and `[links](https://…)`; a line that ends in `\` breaks hard. */
export function parseInline(text: string, marks: PageMark[] = []): PageNode[] {
  let first: { match: RegExpMatchArray; marks: PageMark[] } | undefined
  for (const pattern of patterns) {
    const match = text.match(pattern.find)
    if (match && (first === undefined || match.index! < first.match.index!))
      first = { match, marks: pattern.marks(match) }
  }
  if (!first) return plain(text, marks)
  const at = first.match.index!
  return [
    ...plain(text.slice(0, at), marks),
    ...parseInline(first.match[1]!, [...marks, ...first.marks]),
    ...parseInline(text.slice(at + first.match[0].length), marks),
  ]
}

function plain(text: string, marks: PageMark[]): PageNode[] {
  return text.split('\\\n').flatMap((part, index) => {
    const words = part.replace(/\n/g, ' ')
    const nodes: PageNode[] = index > 0 ? [{ type: 'hardBreak' }] : []
    if (words) nodes.push({ type: 'text', text: words, ...(marks.length ? { marks } : {}) })
    return nodes
  })
}
