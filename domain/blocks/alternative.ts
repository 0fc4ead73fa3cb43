/**
 * The text alternative of a tool: computed from its data, or the team's own words. Own words are kept with a digest of
 * the data that they were written for, so that a later change of the data can be told.
 */
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { DataTable, TextLine, Tool } from './tool.ts'

export type ToolAlternative = {
  short: string
  long: string
  table: DataTable
  /** The long text as nested lines; the team's own words are one line a paragraph. */
  lines: TextLine[]
  own: boolean
  /** The data changed since the own words were written. */
  stale: boolean
}

export const staleSentence = 'This text no longer matches the picture.'

export function alternativeOf(tool: Tool<ToolState>, state: ToolState): ToolAlternative {
  const ownWords = String(state.alternative ?? '').trim()
  const lines = ownWords ? ownWords.split(/\n+/).map((text) => ({ text })) : tool.lines(state)
  return {
    short: tool.short(state),
    long: plainLines(lines),
    table: tool.table(state),
    lines,
    own: ownWords !== '',
    stale: ownWords !== '' && state.alternativeDigest !== dataDigest(tool, state),
  }
}

function plainLines(lines: TextLine[], depth = 0): string {
  return lines
    .map(
      (line) =>
        `${depth ? `${'  '.repeat(depth - 1)}- ` : ''}${line.text}${line.under?.length ? `\n${plainLines(line.under, depth + 1)}` : ''}`,
    )
    .join('\n')
}

/** A digest of what the text alternative speaks of: the computed words, so not of places in the picture. */
export function dataDigest(tool: Tool<ToolState>, state: ToolState): string {
  return digest(JSON.stringify([tool.lines(state), tool.table(state).rows]))
}

/** Two 32-bit FNV-1a sums with different starts; it only has to notice change, not resist anybody. */
function digest(text: string): string {
  let one = 0x811c9dc5
  let two = 0x1b873593
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 0x01000193) >>> 0
    two = Math.imul(two ^ (unit + at), 0x85ebca6b) >>> 0
  }
  return one.toString(16).padStart(8, '0') + two.toString(16).padStart(8, '0')
}
