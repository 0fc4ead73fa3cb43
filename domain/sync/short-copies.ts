/**
 * A few letters in a page's whole state that are a copy of letters somebody else moved first. So few letters equal others
 * by chance: they count only where the new block has the id of the one that lost them (a change of layout keeps it), or
 * stands right behind it (a line that was split), and says exactly what was moved.
 */
import * as Y from 'yjs'
import type { Fallen } from './fallen-places.ts'
import { type AnyType, type Letters, placeOf } from './letters.ts'
import { type Copy, findCopies } from './text-copies.ts'

/**
 * @param written each all that a new block holds
 * @param moved what was taken away before, and is named by the whole state
 */
export function shortCopies(store: Y.Doc['store'], written: Letters[], moved: Fallen[]): Copy[] {
  return written.flatMap((letters) => {
    const blocks = blocksAt(store, letters)
    const from = moved.find(
      ({ place, letters: lost }) =>
        place.blockId !== null &&
        blocks.includes(place.blockId) &&
        lost.map(({ text }) => text).join('') === letters.text,
    )
    return from ? findCopies([{ ...letters, whole: true }], [from.letters]) : []
  })
}

/** The block that letters stand in, and the one before it. */
function blocksAt(store: Y.Doc['store'], { client, clock }: Letters): (string | null)[] {
  const item: unknown = Y.getItem(store, Y.createID(client, clock))
  const block = item instanceof Y.Item ? (item.parent as AnyType)._item?.parent : null
  if (!(block instanceof Y.AbstractType)) return []
  let before = block._item?.left
  while (before?.deleted) before = before.left
  const beside = before?.content instanceof Y.ContentType ? before.content.type : null
  return [placeOf(block).blockId, beside && placeOf(beside as AnyType).blockId]
}
