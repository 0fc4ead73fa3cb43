/** What is different about a block beside its words, as sentences. */
import { calloutNames } from '#domain/portfolio/page-dom.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'

const paragraphNames: Record<string, string> = {
  p: 'a paragraph',
  h2: 'a heading',
  h3: 'a smaller heading',
  quote: 'a quotation',
}
const typeNames: Record<string, string> = {
  bulletList: 'a list with bullets',
  orderedList: 'a numbered list',
  taskList: 'a list of tasks',
  listItem: 'an item of a list',
  taskItem: 'a task',
  callout: 'a callout',
  table: 'a table',
  tableRow: 'a row',
  tableCell: 'a cell',
  tableHeader: 'a heading cell',
  image: 'a picture',
  evidence: 'a piece of evidence',
  thinkingTool: 'a thinking tool',
  divider: 'a line across',
}

/** What a block is, with its article: "a heading", "a picture". */
export function blockName({ type, attrs }: PageNode): string {
  if (type === 'paragraph') return paragraphNames[String(attrs?.kind)] ?? 'a paragraph'
  return typeNames[type] ?? 'a block'
}

const words = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? `“${value.trim()}”` : 'nothing')

export function compareAttributes(old: PageNode, now: PageNode): string[] {
  const [was, is] = [old.attrs ?? {}, now.attrs ?? {}]
  const notes: string[] = []
  if (blockName(old) !== blockName(now)) notes.push(`Was ${blockName(old)}, is ${blockName(now)}.`)
  if (now.type === 'taskItem' && (was.checked === true) !== (is.checked === true)) {
    notes.push(is.checked === true ? 'Ticked as done.' : 'No longer ticked as done.')
  }
  if (now.type === 'callout' && was.tone !== is.tone) {
    const name = (tone: unknown) => calloutNames[String(tone)] ?? 'Note'
    notes.push(`Was “${name(was.tone)}”, is “${name(is.tone)}”.`)
  }
  if (now.type === 'orderedList' && (was.start ?? 1) !== (is.start ?? 1)) notes.push('Begins at another number.')
  if (was.evidenceId !== is.evidenceId && (was.evidenceId || is.evidenceId)) {
    notes.push(now.type === 'image' ? 'Another picture.' : 'Another piece of evidence.')
  }
  if ((was.caption ?? '') !== (is.caption ?? '')) {
    notes.push(`The caption said ${words(was.caption)}, and says ${words(is.caption)}.`)
  }
  if ((was.alt ?? '') !== (is.alt ?? '')) {
    notes.push(`The description said ${words(was.alt)}, and says ${words(is.alt)}.`)
  }
  if ((was.colspan ?? 1) !== (is.colspan ?? 1) || (was.rowspan ?? 1) !== (is.rowspan ?? 1)) {
    notes.push('The cell spans differently.')
  }
  return notes
}
