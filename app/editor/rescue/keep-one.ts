/** A paragraph that stands twice since two people changed its layout at once. */
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { newBlockId } from '../behaviour/new-block-id.ts'

type Pair = { blockId: string | null; otherBlockId: string | null }
type Place = { node: Node; position: number }

/** Takes the second away if it still says the same. @returns nothing when they differ by now */
export function keepOne(state: EditorState, pair: Pair): Transaction | undefined {
  const [first, second] = placesOf(state.doc, pair)
  if (!first || !second || first.node.textContent !== second.node.textContent) return undefined
  const { tr } = state
  const $second = state.doc.resolve(second.position)
  // An item or a list that holds nothing else goes with it.
  let depth = $second.depth
  while (depth > 0 && $second.node(depth).childCount === 1) depth--
  if (depth === $second.depth) tr.delete(second.position, second.position + second.node.nodeSize)
  else tr.delete($second.before(depth + 1), $second.after(depth + 1))
  return tr
}

/** Both stay; the second becomes a block of its own. @returns nothing when they have different names already */
export function keepBoth(state: EditorState, pair: Pair): Transaction | undefined {
  const [first, second] = placesOf(state.doc, pair)
  if (!first || !second || first.node.attrs.id !== second.node.attrs.id) return undefined
  return state.tr.setNodeAttribute(second.position, 'id', newBlockId())
}

function placesOf(doc: Node, { blockId, otherBlockId }: Pair): (Place | undefined)[] {
  const found: Place[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock && (node.attrs.id === blockId || node.attrs.id === otherBlockId))
      found.push({ node, position })
  })
  return blockId === otherBlockId
    ? found
    : [found.find(({ node }) => node.attrs.id === blockId), found.find(({ node }) => node.attrs.id === otherBlockId)]
}
