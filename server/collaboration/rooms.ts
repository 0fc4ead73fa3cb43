import type { Db } from '#db/database.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'

export type FrozenDocument = { content: EntryContent; state: Uint8Array; sequence: number }

/** The live documents of this server, as the rest of the product sees them. */
export interface Rooms {
  /** Writes a new document and its first log row inside the creating transaction, so that content exists once. */
  seed(transaction: Db, document: { documentId: string; content: EntryContent; personId: string | null }): Promise<void>
  /** The committed content of a document, whether its room is open or not. */
  contentOf(documentId: string): Promise<EntryContent>
  /** Drains and commits what arrived, holds writers, and lets them go on when `work` ends. */
  whileFrozen<T>(documentIds: string[], work: (frozen: Map<string, FrozenDocument>) => Promise<T>): Promise<T>
  /** Who has these documents open now. */
  presence(documentIds: string[]): { documentId: string; personId: string; name: string }[]
  /** Re-checks the sockets that a change of rights may concern, at once. */
  accessChanged(change: { personId?: string; teamId?: string; sessionId?: string }): void
  /** Closes every socket with 1012 after the last commit. */
  close(): Promise<void>
}
