/**
 * Every block has an id that stays: notes, citations and comparisons hang on it. New blocks of this person get one in the
 * same step; a copied or split block gets a new one. Colleagues' blocks are left alone: their own editor names them, and
 * two blocks that share an id after a merge are evidence of a doubled change.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { newBlockId } from './new-block-id.ts'
import { isOwnChange } from './own-change.ts'

export const BlockIds = Extension.create({
  name: 'blockIds',
  priority: 10, // after everything that adds blocks
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('blockIds'),
      appendTransaction: (transactions, before, after) =>
        transactions.some(isOwnChange) ? nameBlocks(before.doc, after) : null,
    }),
  ],
})

/** @returns a transaction that names what is new, or null when every block has its own name. */
export function nameBlocks(before: Node, state: EditorState, newId: () => string = newBlockId): Transaction | null {
  const rename: number[] = []
  const found = new Map<string, { node: Node; position: number }[]>()
  state.doc.descendants((node, position) => {
    if (!node.type.spec.attrs || !('id' in node.type.spec.attrs)) return
    const id = node.attrs.id as string | null
    if (!id) rename.push(position)
    else found.set(id, [...(found.get(id) ?? []), { node, position }])
  })
  const repeated = [...found].filter(([, places]) => places.length > 1)
  const old = repeated.length > 0 ? nodesById(before) : new Map<string, Node[]>()
  for (const [id, places] of repeated) {
    const known = old.get(id) ?? []
    if (known.length >= places.length) continue
    const original = places.find(({ node }) => known.includes(node)) ?? places[0]
    for (const place of places) if (place !== original) rename.push(place.position)
  }
  if (rename.length === 0) return null
  const { tr } = state
  for (const position of rename) tr.setNodeAttribute(position, 'id', newId())
  return tr
}

function nodesById(doc: Node): Map<string, Node[]> {
  const nodes = new Map<string, Node[]>()
  doc.descendants((node) => {
    if (node.attrs.id) nodes.set(node.attrs.id, [...(nodes.get(node.attrs.id) ?? []), node])
  })
  return nodes
}
