/** Puts swallowed text back as an ordinary edit: where its block stands now, else where the person is, else at the end. */
import type { Node } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Rescue } from '#server/portfolios/list-rescues.ts'

type Words = Pick<Rescue, 'text' | 'blockId' | 'wordsBefore' | 'wordsAfter'>
type Home = { node: Node; position: number }

export function putBack(state: EditorState, rescue: Words): Transaction {
  const { tr } = state
  const home = findBlock(state.doc, rescue.blockId)
  if (home?.node.isTextblock) {
    const text = rescue.text.replaceAll(/\s*\n\s*/g, ' ')
    const { at, exact } = placeIn(home.node, rescue)
    const start = home.position + 1
    const glued = exact ? text : apart(text, textOf(home.node, 0, at), textOf(home.node, at))
    tr.insertText(glued, start + at)
    return tr.setSelection(TextSelection.create(tr.doc, start + at + glued.length)).scrollIntoView()
  }
  const lines = rescue.text.split('\n').filter((line) => line.trim() !== '')
  const { paragraph } = state.schema.nodes
  return addBlocks(
    state,
    lines.map((line) => paragraph!.create(null, state.schema.text(line.trim()))),
    home,
  )
}

/** The same for a picture, a card or a tool: behind the block that it stood behind. */
export function putBackBlock(state: EditorState, { block, blockId }: Pick<Rescue, 'block' | 'blockId'>): Transaction {
  return addBlocks(state, [state.schema.nodeFromJSON(block)], findBlock(state.doc, blockId))
}

function addBlocks(state: EditorState, blocks: Node[], home: Home | null): Transaction {
  const { tr } = state
  const at = home ? placeAt(state, home) : afterCaret(state)
  const inItems = home && /List$/.test(home.node.type.name)
  const item = inItems && state.schema.nodes[home.node.type.name === 'taskList' ? 'taskItem' : 'listItem']
  tr.insert(at, item ? blocks.map((block) => item.create(null, block)) : blocks)
  const end = at + tr.doc.content.size - state.doc.content.size
  return tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView()
}

/** At the end of a block that may hold others; else behind it, or behind the nearest one around it that may be followed. */
function placeAt({ doc, schema }: EditorState, { node, position }: Home): number {
  const holds = (one: Node) => one.type.contentMatch.matchType(schema.nodes.paragraph!) !== null
  if (holds(node) || /List$/.test(node.type.name)) return position + node.nodeSize - 1
  const $home = doc.resolve(position)
  let depth = $home.depth
  while (depth > 0 && !holds($home.node(depth))) depth--
  return depth === $home.depth ? position + node.nodeSize : $home.after(depth + 1)
}

/** The block of that id, or the place of that thinking tool; where two have it, the first. */
export function findBlock(doc: Node, id: string | null): Home | null {
  let found: Home | null = null
  if (id === null) return null
  doc.descendants((node, position) => {
    if (!found && (node.attrs.id === id || node.attrs.blockId === id)) found = { node, position }
    return !found
  })
  return found
}

/** Where in a block the words stood, by their neighbours. */
function placeIn(block: Node, { wordsBefore, wordsAfter }: Words): { at: number; exact: boolean } {
  const text = textOf(block, 0)
  const both = text.indexOf(wordsBefore + wordsAfter)
  if (both >= 0 && wordsBefore + wordsAfter !== '') return { at: both + wordsBefore.length, exact: true }
  const left = wordsBefore === '' ? -1 : text.lastIndexOf(wordsBefore)
  if (left >= 0) return { at: left + wordsBefore.length, exact: false }
  const right = wordsAfter === '' ? -1 : text.indexOf(wordsAfter)
  return { at: right >= 0 ? right : text.length, exact: false }
}

/** Each position of the block is one letter. */
function textOf(block: Node, from: number, to = block.content.size): string {
  return block.textBetween(from, to, '\n', '\ufffc')
}

/** A space on either side where two words would grow together. */
function apart(text: string, before: string, after: string): string {
  const left = before === '' || /\s$/.test(before) || /^\s/.test(text) ? '' : ' '
  const right = after === '' || /^\s/.test(after) || /\s$/.test(text) ? '' : ' '
  return `${left}${text}${right}`
}

function afterCaret({ doc, selection }: EditorState): number {
  const { $to } = selection
  return $to.depth > 0 ? $to.after(1) : doc.content.size
}
