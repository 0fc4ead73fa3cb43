import * as Y from 'yjs'

/** A shared type takes at least so many bytes in an encoded state. */
const leastBytes = 4

/** How many elements, texts, maps and lists stand in a document, thinking tools included. */
export function countNodes({ store }: Y.Doc): number {
  let nodes = 0
  for (const structs of store.clients.values()) {
    for (const struct of structs) {
      if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentType) nodes++
    }
  }
  return nodes
}

/** Never less than the nodes of a state of so many bytes. */
export const nodesAtMost = (bytes: number): number => Math.ceil(bytes / leastBytes)
