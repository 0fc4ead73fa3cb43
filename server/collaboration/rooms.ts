import type * as Y from 'yjs'
import type { Db } from '#db/database.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import type { Gathering } from './gathering.ts'
import type { LiveNow } from './live-now.ts'
import type { Pace } from './pace.ts'
import type { AccessChange } from './recheck-access.ts'
import type { Room } from './room.ts'
import type { SocketCount } from './socket-count.ts'
import type { Standings } from './standings.ts'

export type FrozenDocument = { content: EntryContent; state: Uint8Array; sequence: number }
export type Present = { documentId: string; personId: string; name: string }

/** The live documents of this server, as the rest of the product sees them. */
export interface Rooms {
  /** Writes a new document and its first log row inside the creating transaction, so that content exists once. */
  seed(transaction: Db, document: { documentId: string; content: EntryContent; personId: string | null }): Promise<void>
  /** The committed content of a document, whether its room is open or not. Not inside a transaction. */
  contentOf(documentId: string): Promise<EntryContent>
  /**
   * Drains and commits what arrived, holds writers, and lets them go on when `work` ends. Where `work` set
   * `document.state` to `frozen`, writers are sent away with 4205 instead and what was held is refused.
   * Transactions belong inside `work`: called inside one, it would wait for itself.
   */
  whileFrozen<T>(documentIds: string[], work: (frozen: Map<string, FrozenDocument>) => Promise<T>): Promise<T>
  /**
   * Edits a document on behalf of a person, who is not asked for rights here, whether the room is open or not: `change`
   * writes into a copy, and its difference is committed and sent as one update of a Yjs client of that person.
   * Waits for a freeze to end; not inside `whileFrozen` or a transaction.
   * @returns the sequence that covers it, after the commit
   * @throws locked where the document is not open, unavailable where it could not be saved
   */
  write(documentId: string, personId: string, change: (document: Y.Doc) => void): Promise<{ sequence: number }>
  /**
   * What `read` finds in a copy of a document and in the registry of its Yjs clients (null: the server's own), once all
   * of it is committed. Not inside a transaction.
   */
  read<T>(documentId: string, read: (document: Y.Doc, owners: ReadonlyMap<number, string | null>) => T): Promise<T>
  /** Who has these documents open now, each person once a document. */
  presence(documentIds: string[]): Present[]
  /** What the operators' pages and metrics tell. */
  now(): LiveNow
  /** Re-checks the sockets that a change of rights may concern, at once. */
  accessChanged(change: AccessChange): void
  /** Closes every socket with 1012 after the last commit. */
  close(): Promise<void>
  /** For the door: the room with one guest in it, who keeps it open until `release`. @throws when it cannot be loaded. */
  open(documentId: string): Promise<{ room: Room; release: () => void }>
  /** For the door: how many sockets each person and each address holds. */
  readonly sockets: SocketCount
  /** For the door: who knocks, and with which rights. */
  readonly standings: Standings
  readonly pace: Pace
  /** For whoever asks for something else than to write: while they wait, there are no rounds. */
  readonly gathering: Pick<Gathering, 'somebodyElse'>
}
