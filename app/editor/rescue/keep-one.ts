/** A paragraph that stands twice since two people changed its layout at once. */
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { newBlockId } from '../behaviour/new-block-id.ts'

type Pair = { text: string; blockId: string | null; otherBlockId: string | null }
type Place = { node: Node; position: number }

/** Takes the text away where it stands the second time. @returns nothing when it stands there no more */
export function keepOne(state: EditorState, pair: Pair): Transaction | undefined {
  const [first, second] = placesOf(state.doc, pair)
  if (!first || !second) return undefined
  const text = pair.text.trim()
  if (!first.node.textContent.includes(text) || !second.node.textContent.includes(text)) return undefined
  const saysOnlyThat = ({ node }: Place) => node.textContent.trim() === text
  if (first.node.textContent === second.node.textContent || saysOnlyThat(second)) return without(state, second)
  if (saysOnlyThat(first)) return without(state, first)
  const at = second.node.textBetween(0, second.node.content.size, '\n', '\ufffc').indexOf(text)
  const start = second.position + 1 + at
  return at < 0 ? undefined : state.tr.delete(start, start + text.length)
}

/** The page without a block; an item or a list that holds nothing else goes with it. */
function without(state: EditorState, { node, position }: Place): Transaction {
  const $block = state.doc.resolve(position)
  let depth = $block.depth
  while (depth > 0 && $block.node(depth).childCount === 1) depth--
  return depth === $block.depth
    ? state.tr.delete(position, position + node.nodeSize)
    : state.tr.delete($block.before(depth + 1), $block.after(depth + 1))
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
