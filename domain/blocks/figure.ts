/**
 * The figure of a tool as people read it: the picture, and beside it the same as text and as a table. The order of
 * parts and the ids follow one contract for all tools, so that annotations and citations can point at any part.
 */
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { alternativeOf, staleSentence, type ToolAlternative } from './alternative.ts'
import { escapeText, inks, tag } from './svg.ts'
import type { DataTable, TextLine, Tool } from './tool.ts'

/** A picture alone, for a file: its own colours, fonts, background, title and description. */
export function standaloneSvg(tool: Tool<ToolState>, state: ToolState): string {
  return svgOf(tool, state, 'figure', tag('rect', { width: '100%', height: '100%', fill: inks.paper }))
}

function svgOf(tool: Tool<ToolState>, state: ToolState, idPrefix: string, background = ''): string {
  const picture = tool.picture(state)
  const alternative = alternativeOf(tool, state)
  return tag(
    'svg',
    {
      xmlns: background ? 'http://www.w3.org/2000/svg' : undefined,
      class: `tf tf-${tool.kind}`,
      role: 'img',
      'aria-labelledby': `${idPrefix}-t ${idPrefix}-d`,
      'aria-describedby': `${idPrefix}-d`,
      viewBox: `0 0 ${picture.width} ${Math.ceil(picture.height)}`,
      ...(background ? { width: picture.width, height: Math.ceil(picture.height) } : {}),
    },
    tag('title', { id: `${idPrefix}-t` }, escapeText(alternative.short)),
    tag('desc', { id: `${idPrefix}-d` }, escapeText(firstSentence(alternative))),
    background,
    picture.svg,
  )
}

const firstSentence = (alternative: ToolAlternative) => alternative.lines[0]?.text ?? ''

export function figureHtml(tool: Tool<ToolState>, state: ToolState, idPrefix: string): string {
  const alternative = alternativeOf(tool, state)
  return tag(
    'figure',
    { role: 'group', class: `tool-figure tool-figure-${tool.kind}`, 'aria-labelledby': `${idPrefix}-t` },
    // On a narrow screen the picture scrolls sideways, and whoever has no pointer scrolls it from here.
    tag('div', { class: 'tool-picture', tabindex: '0' }, svgOf(tool, state, idPrefix)),
    tag(
      'details',
      { class: 'tool-text' },
      tag('summary', {}, 'Read as text'),
      alternative.stale ? tag('p', { class: 'tool-stale' }, escapeText(staleSentence)) : '',
      alternative.own
        ? alternative.lines.map((line) => tag('p', {}, escapeText(line.text))).join('')
        : linesHtml(alternative.lines),
      tableHtml(alternative.table),
    ),
  )
}

function linesHtml(lines: TextLine[]): string {
  return lines
    .map(
      (line) =>
        tag('p', {}, escapeText(line.text)) +
        (line.under?.length ? tag('ul', {}, ...line.under.map((under) => tag('li', {}, escapeText(under.text)))) : ''),
    )
    .join('')
}

export function tableHtml(table: DataTable): string {
  if (table.rows.length === 0) return ''
  const head = tag('tr', {}, ...table.head.map((cell) => tag('th', { scope: 'col' }, escapeText(cell))))
  const rows = table.rows.map((row) => tag('tr', {}, ...row.map((cell) => tag('td', {}, escapeText(cell)))))
  return tag(
    'div',
    { class: 'tool-table' },
    tag('table', {}, tag('caption', {}, escapeText(table.caption)), tag('thead', {}, head), tag('tbody', {}, ...rows)),
  )
}
