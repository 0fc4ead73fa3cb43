/**
 * The demo's pages are Markdown: headings (`##`, `###`), paragraphs, quotes (`>`), callouts (`> [!care]`), lists, tasks,
 * tables, dividers (`***`), pictures (`![caption](evidence:key)`), other evidence (`{evidence:key} caption`), and fenced
 * YAML for the thinking tools.
 */
import { calloutTones, type PageNode, type ToolState } from '#domain/portfolio/page-schema.ts'
import { parseInline } from './parse-inline.ts'
import { parseTool } from './parse-tool.ts'

export type Making = {
  /** The next stable id of a block of this page. */
  nextId: () => string
  evidenceId: (key: string) => string
  blocks: Record<string, ToolState>
}

const fence = /^```(iceberg|causal-loop)\n([\s\S]*?)\n```$/
const picture = /^!\[(.*)\]\(evidence:([\w-]+)\)$/
const card = /^\{evidence:([\w-]+)\}\s*(.*)$/
const listLine = /^(?:[-*] (?:\[([ x])\] )?|(\d+)\. )(.*)$/

/** Cuts a text at its blank lines; a fence stays whole. */
export function cutBlocks(text: string): string[] {
  const blocks: string[] = []
  let lines: string[] = []
  let fenced = false
  for (const line of [...text.split('\n'), '']) {
    if (line.startsWith('```')) fenced = !fenced
    if (line.trim() === '' && !fenced) {
      if (lines.length > 0) blocks.push(lines.join('\n'))
      lines = []
    } else lines.push(line)
  }
  return blocks
}

export function parseBlock(source: string, making: Making): PageNode {
  const id = making.nextId()
  const tool = source.match(fence)
  if (tool) {
    const blockId = making.nextId()
    making.blocks[blockId] = parseTool(tool[1]!, tool[2]!)
    return { type: 'thinkingTool', attrs: { id, tool: tool[1]!, blockId } }
  }
  const image = source.match(picture)
  if (image)
    return { type: 'image', attrs: { id, evidenceId: making.evidenceId(image[2]!), alt: '', caption: image[1]! } }
  const piece = source.match(card)
  if (piece) return { type: 'evidence', attrs: { id, evidenceId: making.evidenceId(piece[1]!), caption: piece[2]! } }
  if (source.trim() === '***') return { type: 'divider', attrs: { id } }
  if (source.startsWith('### ')) return paragraph(id, 'h3', source.slice(4))
  if (source.startsWith('## ')) return paragraph(id, 'h2', source.slice(3))
  if (source.startsWith('>')) return parseQuote(source, id, making)
  if (source.startsWith('|')) return parseTable(source, id, making)
  if (listLine.test(source.split('\n')[0]!)) return parseList(source, id, making)
  return paragraph(id, 'p', source)
}

function paragraph(id: string, kind: string, text: string): PageNode {
  return { type: 'paragraph', attrs: { id, kind }, content: parseInline(text) }
}

function parseQuote(source: string, id: string, making: Making): PageNode {
  const text = source.replace(/^> ?/gm, '')
  const tone = text.match(/^\[!(\w+)\]\s*/)
  if (!tone) return paragraph(id, 'quote', text)
  if (!(calloutTones as readonly string[]).includes(tone[1]!)) throw new Error(`No callout is called ${tone[1]}.`)
  const content = cutBlocks(text.slice(tone[0].length)).map((part) => paragraph(making.nextId(), 'p', part))
  return { type: 'callout', attrs: { id, tone: tone[1]! }, content }
}

function parseTable(source: string, id: string, making: Making): PageNode {
  const rows = source
    .split('\n')
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line))
    .map((line) => line.replace(/^\||\|$/g, '').split('|'))
  const content = rows.map((cells, row) => ({
    type: 'tableRow',
    attrs: { id: making.nextId() },
    content: cells.map((cell) => ({
      type: row === 0 ? 'tableHeader' : 'tableCell',
      attrs: { id: making.nextId(), colspan: 1, rowspan: 1 },
      content: [paragraph(making.nextId(), 'p', cell.trim())],
    })),
  }))
  return { type: 'table', attrs: { id }, content }
}

function parseList(source: string, id: string, making: Making): PageNode {
  const items: { checked: string | undefined; numbered: boolean; text: string }[] = []
  for (const line of source.split('\n')) {
    const match = line.match(listLine)
    if (match) items.push({ checked: match[1], numbered: match[2] !== undefined, text: match[3]! })
    else items.at(-1)!.text += `\n${line.trim()}`
  }
  const tasks = items[0]!.checked !== undefined
  const type = tasks ? 'taskList' : items[0]!.numbered ? 'orderedList' : 'bulletList'
  return {
    type,
    attrs: type === 'orderedList' ? { id, start: 1 } : { id },
    content: items.map((item) => ({
      type: tasks ? 'taskItem' : 'listItem',
      attrs: tasks ? { id: making.nextId(), checked: item.checked === 'x' } : { id: making.nextId() },
      content: [paragraph(making.nextId(), 'p', item.text)],
    })),
  }
}
