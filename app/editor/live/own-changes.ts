/** This page's own account: how many changes it made, and from which clock of its Yjs client they are unconfirmed. */
import * as Y from 'yjs'
import type { Unsaved } from '#app/device/copy-database.ts'

const mostEdits = 1_000

export class OwnChanges {
  private readonly document: Y.Doc
  private made = 0
  private asked = 0
  private confirmed = 0
  /** Usually one; Yjs takes a new client id when it meets its own in an update from elsewhere. */
  private readonly clocks = new Map<number, number>()
  private askedClocks = new Map<number, number>()
  /** The unconfirmed edits as they were written, while they are few enough to be sent again one by one. */
  private edits: Uint8Array[] = []
  private askedEdits = 0

  constructor(document: Y.Doc) {
    this.document = document
  }

  wrote(edit: Uint8Array): void {
    this.made++
    this.edits.push(edit)
    const { clientID } = this.document
    if (!this.clocks.has(clientID)) this.clocks.set(clientID, 0)
  }

  asks(): void {
    this.asked = this.made
    this.askedEdits = this.edits.length
    this.askedClocks = new Map(
      [...this.clocks.keys()].map((client) => [client, Y.getState(this.document.store, client)]),
    )
  }

  answered(): void {
    this.confirmed = this.asked
    this.edits.splice(0, this.askedEdits)
    this.askedEdits = 0
    for (const [client, clock] of this.askedClocks) this.clocks.set(client, clock)
  }

  /**
   * The unconfirmed edits with the deletions that this person made, and no others. A whole state would also name what
   * colleagues wrote into a block that had fallen here: as if somebody had chosen to delete it.
   */
  get asWritten(): Uint8Array | undefined {
    return this.edits.length === 0 || this.edits.length > mostEdits ? undefined : Y.mergeUpdates(this.edits)
  }

  get unsaved(): Unsaved | null {
    const changes = this.made - this.confirmed
    return changes === 0 ? null : { changes, from: [...this.clocks] }
  }
}
