/**
 * Whether new pieces stand between neighbours that stand in this order themselves.
 *
 * A piece says which neighbours it was written between. Where the right one stands left of the other, or is the same,
 * Yjs puts the piece at a place that depends on how a replica happens to have cut its items: two pages would differ for
 * ever, and their state vectors would be equal. No editor writes such a piece.
 */
import * as Y from 'yjs'

/** Steps to the right for all pieces of one update; people who wrote apart for a day need a few thousand. */
const mostSteps = 1_000_000

export function placesProblem({ store }: Y.Doc, { beforeState, afterState }: Y.Transaction): string | undefined {
  const walk = { left: mostSteps }
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (clock === before) continue
    const structs = store.clients.get(client) ?? []
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index++) {
      const item = structs[index]
      // What grew out of an older piece stands where that one stood.
      if (!(item instanceof Y.Item) || item.id.clock < before || !item.origin || !item.rightOrigin) continue
      if (!inOrder(store, item.origin, item.rightOrigin, walk)) return 'a piece between neighbours in the wrong order'
    }
  }
  return undefined
}

function inOrder(store: Y.Doc['store'], left: Y.ID, right: Y.ID, walk: { left: number }): boolean {
  const start: unknown = Y.getItem(store, left)
  const end: unknown = Y.getItem(store, right)
  if (!(start instanceof Y.Item) || !(end instanceof Y.Item)) return true
  if (start === end) return left.clock < right.clock
  for (let item: Y.Item | null = start; item; item = item.right) {
    if (item === end) return true
    if (--walk.left < 0) return false
  }
  return false
}
