/** This page's own account: how many changes it made, and from which clock of its Yjs client they are unconfirmed. */
import * as Y from 'yjs'
import type { Unsaved } from '#app/device/copy-database.ts'

export class OwnChanges {
  private readonly document: Y.Doc
  private made = 0
  private asked = 0
  private confirmed = 0
  /** Usually one; Yjs takes a new client id when it meets its own in an update from elsewhere. */
  private readonly clocks = new Map<number, number>()
  private askedClocks = new Map<number, number>()

  constructor(document: Y.Doc) {
    this.document = document
  }

  wrote(): void {
    this.made++
    const { clientID } = this.document
    if (!this.clocks.has(clientID)) this.clocks.set(clientID, 0)
  }

  asks(): void {
    this.asked = this.made
    this.askedClocks = new Map(
      [...this.clocks.keys()].map((client) => [client, Y.getState(this.document.store, client)]),
    )
  }

  answered(): void {
    this.confirmed = this.asked
    for (const [client, clock] of this.askedClocks) this.clocks.set(client, clock)
  }

  get unsaved(): Unsaved | null {
    const changes = this.made - this.confirmed
    return changes === 0 ? null : { changes, from: [...this.clocks] }
  }
}
