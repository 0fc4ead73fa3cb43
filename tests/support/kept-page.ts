/**
 * A page and its copy on the device, as `LiveDocument` and `DeviceCopy` keep them, without a browser: the account is the
 * real one, and what IndexedDB would hold is held here. A page can end at any moment, and another one opens on the copy.
 */
import * as Y from 'yjs'
import type { Unsaved } from '#app/device/copy-database.ts'
import { OwnChanges } from '#app/editor/live/own-changes.ts'
import type { Seat, WritingTable } from './writing-table.ts'

export class KeptPage {
  readonly seat: Seat
  readonly own: OwnChanges
  readonly #copy: Copy
  readonly #tab: string
  readonly #found: { unsaved: string[]; edits: IDBValidKey[] }
  /** The server was asked on this connection whether it has everything. */
  #asked = false
  #synced = false

  constructor(seat: Seat, copy = new Copy(Y.encodeStateAsUpdate(seat.document))) {
    this.seat = seat
    this.own = new OwnChanges(seat.document)
    this.own.found(copy)
    this.#found = { unsaved: [...copy.unsaved.keys()], edits: [...copy.edits.keys()] }
    this.#copy = copy
    this.#tab = `tab ${copy.tabs++}`
    seat.document.on('update', (update: Uint8Array, origin: unknown) => {
      const mine = origin !== 'network'
      const asWritten = mine && this.own.wrote(update)
      copy.take(update, asWritten)
      if (mine) copy.write(this.#tab, this.own, false)
    })
  }

  /** What has left this page is confirmed some time after the question, or never. */
  ask(): void {
    if (this.seat.offline || this.seat.out.length > 0 || this.#asked) return
    this.own.asks()
    this.#asked = true
  }

  answered(): void {
    if (!this.#asked) return
    this.#asked = false
    this.own.answered()
    this.#copy.write(this.#tab, this.own, true)
    for (const key of this.#found.edits) this.#copy.edits.delete(key)
    for (const key of this.#found.unsaved) this.#copy.unsaved.delete(key)
  }

  leave(table: WritingTable): void {
    this.lineBreaks()
    table.leave(this.seat)
  }

  lineBreaks(): void {
    this.#asked = false
  }

  join(table: WritingTable): void {
    table.join(this.seat, { edits: this.own.toSend })
    if (!this.#synced) this.#copy.compact(this.seat.document, this.#tab, this.own)
    this.#synced = true
  }

  /** Ends this page; what it had not written down from others is lost where it `crashed`. */
  loadAnew(table: WritingTable, crashed: boolean): KeptPage {
    if (!this.seat.offline) this.leave(table)
    if (!crashed) this.#copy.write(this.#tab, this.own, false)
    this.#copy.waiting = []
    this.#copy.fresh = []
    return new KeptPage(table.sitAnew(this.seat, this.#copy.state), this.#copy)
  }
}

/** What stands on the disk, and what waits for it. */
class Copy {
  waiting: Uint8Array[] = []
  fresh: Uint8Array[] = []
  readonly unsaved = new Map<string, Unsaved>()
  readonly edits = new Map<IDBValidKey, Uint8Array>()
  tabs = 0
  #rows: Uint8Array[]
  #row = 0

  constructor(state: Uint8Array) {
    this.#rows = [state]
  }

  get state(): Uint8Array {
    return Y.mergeUpdates(this.#rows)
  }

  take(update: Uint8Array, asWritten: boolean): void {
    this.waiting.push(update)
    if (asWritten) this.fresh.push(update)
  }

  write(tab: string, own: OwnChanges, anew: boolean): void {
    if (this.waiting.length > 0) this.#rows.push(Y.mergeUpdates(this.waiting))
    this.waiting = []
    const { unsaved } = own
    const edits = anew ? own.asWritten : this.fresh.length > 0 && Y.mergeUpdates(this.fresh)
    this.fresh = []
    if (anew || !unsaved) for (const key of [...this.edits.keys()]) if (isOf(tab, key)) this.edits.delete(key)
    if (!unsaved) return void this.unsaved.delete(tab)
    if (edits) this.edits.set([tab, this.#row++], edits)
    this.unsaved.set(tab, unsaved)
  }

  compact(document: Y.Doc, tab: string, own: OwnChanges): void {
    this.write(tab, own, true)
    this.#rows = [Y.encodeStateAsUpdate(document)]
  }
}

const isOf = (tab: string, key: IDBValidKey) => Array.isArray(key) && key[0] === tab
