/** Edits as somebody wrote them, as one update. */
import * as Y from 'yjs'

/** More than a day of writing; at ten bytes a letter, below the parts that the server takes in one edit. */
export const mostBytes = 800_000
/** Yjs sorts all that it merges anew for each piece of them. */
export const mostAtOnce = 100

/** @returns undefined where there are none, or too many to be sent at once. */
export function mergeEdits(edits: Uint8Array[]): Uint8Array | undefined {
  if (bytesOf(edits) > mostBytes) return undefined
  let merged = edits
  while (merged.length > 1) {
    const groups = Array.from({ length: Math.ceil(merged.length / mostAtOnce) }, (_, at) =>
      merged.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
    )
    merged = groups.map((group) => Y.mergeUpdates(group))
  }
  return merged[0]
}

export const bytesOf = (edits: Uint8Array[]) => edits.reduce((sum, edit) => sum + edit.length, 0)
