/**
 * The shape of an entry's page: one Y.XmlFragment `default` for the text, and beside it the root map `blocks` with one
 * Y.Map for each thinking tool, keyed by block id.
 *
 * Paragraph, heading and quote are one node whose `kind` is an attribute: a change of kind is then an attribute write,
 * which cannot swallow what a colleague types at that moment (collaboration.md c.15). Content expressions are
 * permissive (`block*`), because the binding deletes from the shared document whatever the schema rejects (c.4).
 * The schema only ever grows; each growth raises `pageSchemaVersion`.
 */
import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model'

export const pageSchemaVersion = 1

export const paragraphKinds = ['p', 'h2', 'h3', 'quote'] as const
export type ParagraphKind = (typeof paragraphKinds)[number]
export const calloutTones = ['note', 'question', 'care'] as const
export const toolKinds = ['iceberg', 'causal-loop'] as const
export type ToolKind = (typeof toolKinds)[number]

/** Every block carries a stable id: anchors of annotations, citations and comparisons hang on it. */
const id = { id: { default: null } }

export const nodeSpecs = {
  doc: { content: 'block*' },
  paragraph: { group: 'block', content: 'inline*', attrs: { ...id, kind: { default: 'p' } } },
  bulletList: { group: 'block', content: 'listItem*', attrs: id },
  orderedList: { group: 'block', content: 'listItem*', attrs: { ...id, start: { default: 1 } } },
  listItem: { content: 'block*', attrs: id, defining: true },
  taskList: { group: 'block', content: 'taskItem*', attrs: id },
  taskItem: { content: 'block*', attrs: { ...id, checked: { default: false } }, defining: true },
  callout: { group: 'block', content: 'block*', attrs: { ...id, tone: { default: 'note' } }, defining: true },
  table: { group: 'block', content: 'tableRow*', attrs: id, isolating: true, tableRole: 'table' },
  tableRow: { content: '(tableCell | tableHeader)*', attrs: id, tableRole: 'row' },
  tableCell: {
    content: 'block*',
    attrs: { ...id, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    isolating: true,
    tableRole: 'cell',
  },
  tableHeader: {
    content: 'block*',
    attrs: { ...id, colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
    isolating: true,
    tableRole: 'header_cell',
  },
  /** A picture from the team's evidence; its bytes and alt text live there, `alt` overrides for this place. */
  image: {
    group: 'block',
    atom: true,
    attrs: { ...id, evidenceId: { default: null }, alt: { default: '' }, caption: { default: '' } },
  },
  /** Any other piece of evidence (video, sound, document, link, note) as a card. */
  evidence: { group: 'block', atom: true, attrs: { ...id, evidenceId: { default: null }, caption: { default: '' } } },
  /** A thinking tool; its content is the Y.Map under `blocks[blockId]`. */
  thinkingTool: {
    group: 'block',
    atom: true,
    attrs: { ...id, tool: { default: 'iceberg' }, blockId: { default: null } },
  },
  divider: { group: 'block', attrs: id },
  hardBreak: { group: 'inline', inline: true, selectable: false },
  text: { group: 'inline' },
} as const satisfies Record<string, NodeSpec>

export const markSpecs = {
  bold: {},
  italic: {},
  strike: {},
  code: { code: true },
  link: { attrs: { href: { default: null } }, inclusive: false },
} as const satisfies Record<string, MarkSpec>

export const pageSchema = new Schema({
  nodes: nodeSpecs as Record<string, NodeSpec>,
  marks: markSpecs as Record<string, MarkSpec>,
})

export type PageMark = { type: string; attrs?: Record<string, unknown> }
/** A page or a part of it as ProseMirror JSON. */
export type PageNode = {
  type: string
  attrs?: Record<string, unknown>
  content?: PageNode[]
  marks?: PageMark[]
  text?: string
}

/** A whole entry as plain data: what is projected, rendered, frozen, hashed, exported. */
export type EntryContent = {
  page: PageNode
  /** Thinking tools by block id; each `{ tool, ...its own data }` (domain/blocks). */
  blocks: Record<string, ToolState>
}
export type ToolState = { tool: ToolKind } & Record<string, unknown>
