/** Text that a change of layout swallowed or doubled, until somebody has looked at it. */
export interface DocumentRescueTable {
  id: string
  documentId: string
  /** `block`: a picture, card or tool; `text` is its JSON then. */
  kind: 'swallowed' | 'doubled' | 'block'
  /** The block that it stood in, or the thinking tool; it may be gone. */
  blockId: string | null
  blockKind: string | null
  /** Where the same text stands a second time. */
  otherBlockId: string | null
  authorId: string | null
  causedById: string | null
  text: string
  wordsBefore: string
  wordsAfter: string
  sequence: number
  createdAt: string
  state: RescueState
  settledById: string | null
  settledAt: string | null
}

/** `settled`: it stands in the document again, without anybody's act. */
export type RescueState = 'waiting' | 'inserted' | 'dismissed' | 'settled'

/**
 * Letters of others that somebody may not have read before their connection ended: what a page that comes back with one
 * whole state lists as deleted of them is not taken for a choice.
 */
export interface DocumentUnreadTable {
  id: string
  documentId: string
  /** Null: whoever was there when a server ended without a word. */
  personId: string | null
  epoch: number
  /** `[client, from, to]` in Yjs clocks, as JSON. */
  letters: string
  leftAt: string
}
