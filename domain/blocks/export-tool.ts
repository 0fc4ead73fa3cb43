/** A tool as files: the picture, its data, its words. */
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { alternativeOf } from './alternative.ts'
import { standaloneSvg } from './figure.ts'
import { completeTool, toolOf } from './registry.ts'
import type { DataTable, TextLine, Tool } from './tool.ts'

export const exportKinds = ['svg', 'csv', 'json', 'markdown'] as const
export type ExportKind = (typeof exportKinds)[number]
export type ExportFile = { extension: string; mediaType: string; text: string }

/** A self-contained SVG file. */
export function renderToolSvg(state: ToolState): string {
  return standaloneSvg(toolOf(state.tool), completeTool(state))
}

export function exportTool(given: ToolState, kind: ExportKind): ExportFile {
  const tool = toolOf(given.tool)
  const state = completeTool(given)
  switch (kind) {
    case 'svg':
      return { extension: 'svg', mediaType: 'image/svg+xml', text: standaloneSvg(tool, state) }
    case 'csv':
      return { extension: 'csv', mediaType: 'text/csv', text: csv(tool.table(state)) }
    case 'json':
      return { extension: 'json', mediaType: 'application/json', text: `${JSON.stringify(state, null, 2)}\n` }
    case 'markdown':
      return { extension: 'md', mediaType: 'text/markdown', text: markdown(tool, state) }
  }
}

/** With a byte order mark, so that spreadsheets read the letters right, and formulas disarmed. */
function csv(table: DataTable): string {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `\uFEFF${[table.head, ...table.rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function markdown(tool: Tool<ToolState>, state: ToolState): string {
  const alternative = alternativeOf(tool, state)
  const { head, rows } = alternative.table
  const row = (cells: string[]) =>
    `| ${cells.map((cell) => escapeMarkdown(cell).replace(/\s*\n\s*/g, ' ')).join(' | ')} |`
  const table = rows.length
    ? [row(head), row(head.map(() => '---')).replaceAll('\\-', '-'), ...rows.map(row)].join('\n')
    : ''
  return `${[`## ${escapeMarkdown(tool.title(state))}`, markdownLines(alternative.lines), table].filter(Boolean).join('\n\n')}\n`
}

const markdownLines = (lines: TextLine[]) =>
  lines
    .map(
      (line) =>
        escapeMarkdown(line.text) +
        (line.under?.length ? `\n\n${line.under.map((under) => `- ${escapeMarkdown(under.text)}`).join('\n')}` : ''),
    )
    .join('\n\n')

const escapeMarkdown = (text: string) => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
