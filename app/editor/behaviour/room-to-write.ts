/**
 * The schema lets a page, an item, a cell or a callout be empty (`block*`), because the binding deletes whatever it
 * rejects. People need a line to write in: after this person's own changes an empty container gets one, and a list or
 * table that lost its last part goes.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { isOwnChange } from './own-change.ts'

export const RoomToWrite = Extension.create({
  name: 'roomToWrite',
  priority: 20, // before blocks get their ids
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('roomToWrite'),
      appendTransaction: (transactions, _before, after) => (transactions.some(isOwnChange) ? makeRoom(after) : null),
      props: {
        handleDOMEvents: {
          // A page without any line gets its first one when somebody steps into it.
          focus: (view) => {
            const tr = view.editable && view.state.doc.childCount === 0 ? makeRoom(view.state) : null
            if (tr) view.dispatch(tr)
            return false
          },
        },
      },
    }),
  ],
})

const holdsBlocks = new Set(['doc', 'listItem', 'taskItem', 'callout', 'tableCell', 'tableHeader'])
const livesOfParts = new Set(['bulletList', 'orderedList', 'taskList', 'table', 'tableRow'])

/** @returns a transaction that mends empty containers, or null when there is none. */
export function makeRoom(state: EditorState): Transaction | null {
  const mend: { position: number; node: Node }[] = []
  const look = (node: Node, position: number) => {
    const { name } = node.type
    if (node.childCount === 0 && (holdsBlocks.has(name) || livesOfParts.has(name))) mend.push({ position, node })
    return !node.isTextblock
  }
  look(state.doc, -1)
  state.doc.descendants(look)
  if (mend.length === 0) return null
  const { tr } = state
  const { paragraph } = state.schema.nodes
  for (const { position, node } of mend.reverse()) {
    if (livesOfParts.has(node.type.name)) tr.delete(position, position + node.nodeSize)
    else tr.insert(position + 1, paragraph!.create())
  }
  if (tr.doc.childCount === 0) tr.insert(0, paragraph!.create())
  if (tr.selection.empty && !tr.selection.$from.parent.isTextblock) {
    const near = Math.min(tr.selection.from, tr.doc.content.size)
    tr.setSelection(TextSelection.near(tr.doc.resolve(near), 1))
  }
  return tr
}
