import type { Node } from '@tiptap/pm/model'
import { type Command, NodeSelection, TextSelection } from '@tiptap/pm/state'

/**
 * Puts a block where the caret is: in place of an empty line, else after the present one. The caret goes into the new
 * block, or to the line after it when nothing can be written in it.
 */
export function insertBlock(block: Node): Command {
  return (state, dispatch) => {
    const { selection } = state
    const { tr } = state
    const { $from, $to } = tr.selection
    const inText = $from.parent.isTextblock
    const replaces = inText && selection.empty && $from.parent.content.size === 0
    const start = replaces ? $from.before() : inText ? $to.after() : $to.pos
    tr.replaceWith(start, replaces ? $from.after() : start, block)
    const after = start + block.nodeSize
    const writable = block.content.size > 0
    if (!writable && !tr.doc.resolve(after).nodeAfter?.isTextblock) {
      tr.insert(after, state.schema.nodes.paragraph!.create())
    }
    tr.setSelection(TextSelection.near(tr.doc.resolve(writable ? start + 1 : after + 1), 1))
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Wraps the lines of the selection in a callout, or takes them out of the one they stand in. */
export const toggleCallout: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  const range = $from.blockRange($to)
  if (!range) return false
  for (let depth = range.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name !== 'callout') continue
    const callout = $from.node(depth)
    const start = $from.before(depth)
    const { anchor, head } = state.selection
    const tr = state.tr.replaceWith(start, start + callout.nodeSize, callout.content)
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, anchor - 1, head - 1)).scrollIntoView())
    return true
  }
  const { callout } = state.schema.nodes
  if (!range.parent.canReplaceWith(range.startIndex, range.endIndex, callout!)) return false
  dispatch?.(state.tr.wrap(range, [{ type: callout! }]).scrollIntoView())
  return true
}

/** Changes attributes of the selected block (a picture's words, a callout's tone). */
export function changeBlock(position: number, attrs: Record<string, unknown>): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(position)
    if (!node) return false
    const { tr } = state
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(position, name, value)
    if (state.selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, position))
    dispatch?.(tr)
    return true
  }
}
