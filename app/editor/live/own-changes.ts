/**
 * This person's own account: how many changes this page made, from which clock of its Yjs client they are unconfirmed,
 * and which edits they are; and the same of earlier pages, until the server has confirmed that too.
 *
 * Edits are kept as they were written: with the deletions that this person made, and no others. A whole state would also
 * name what colleagues wrote into a block that had fallen here, as if somebody had chosen to delete it; and it no longer
 * holds what this person wrote into a block that has fallen since.
 */
import * as Y from 'yjs'
import type { CopyNotes, Unsaved } from '#app/device/copy-database.ts'
import { bytesOf, mergeEdits, mostAtOnce, mostBytes } from './merge-edits.ts'

export class OwnChanges {
  private readonly document: Y.Doc
  private made = 0
  private asked = 0
  private confirmed = 0
  /** Usually one; Yjs takes a new client id when it meets its own in an update from elsewhere. */
  private readonly clocks = new Map<number, number>()
  private askedClocks = new Map<number, number>()
  /** The unconfirmed edits in their order; the last `loose` are not merged with others yet. */
  private edits: Uint8Array[] = []
  private loose = 0
  private askedEdits = 0
  /** More was written than is kept so: what came first still is, because only that goes without the rest. */
  private full = false
  private left: Unsaved[] = []
  private leftEdits: Uint8Array | undefined

  constructor(document: Y.Doc) {
    this.document = document
  }

  /** What earlier pages, or other tabs, have not been told to be saved. */
  found({ unsaved, edits }: Pick<CopyNotes, 'unsaved' | 'edits'>): void {
    this.left = [...unsaved.values()]
    this.leftEdits = mergeEdits([...edits.values()])
  }

  /** @returns whether the edit is kept as it was written. */
  wrote(edit: Uint8Array): boolean {
    this.made++
    const { clientID } = this.document
    if (!this.clocks.has(clientID)) this.clocks.set(clientID, 0)
    this.full ||= bytesOf(this.edits) + edit.length > mostBytes
    if (this.full) return false
    this.edits.push(edit)
    if (++this.loose === mostAtOnce) {
      this.edits.push(Y.mergeUpdates(this.edits.splice(-mostAtOnce)))
      this.loose = 0
    }
    return true
  }

  asks(): void {
    this.asked = this.made
    this.askedEdits = this.edits.length
    this.loose = 0
    this.askedClocks = new Map(
      [...this.clocks.keys()].map((client) => [client, Y.getState(this.document.store, client)]),
    )
  }

  answered(): void {
    this.confirmed = this.asked
    this.edits.splice(0, this.askedEdits)
    this.askedEdits = 0
    if (this.confirmed === this.made) this.full = false
    this.left = []
    this.leftEdits = undefined
    for (const [client, clock] of this.askedClocks) this.clocks.set(client, clock)
  }

  /** This page's unconfirmed edits. */
  get asWritten(): Uint8Array | undefined {
    return mergeEdits(this.edits)
  }

  /** What is to be sent before a sync: that of earlier pages first, because this one may have gone on in it. */
  get toSend(): Uint8Array[] {
    return [this.leftEdits, this.asWritten].filter((edits) => edits !== undefined)
  }

  get unsaved(): Unsaved | null {
    const changes = this.made - this.confirmed
    return changes === 0 ? null : { changes, from: [...this.clocks] }
  }

  /** The accounts of this page and of those before it. */
  get accounts(): Unsaved[] {
    return this.unsaved ? [...this.left, this.unsaved] : this.left
  }
}
