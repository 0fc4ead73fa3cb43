/**
 * The copy of one live document on this device. It takes every update, and tells when what this person wrote stands on
 * the disk. It never makes content: an empty copy is no document, and one is only shown before the server was heard when
 * it has held a whole document before.
 */
import * as Y from 'yjs'
import {
  type About,
  answerOf,
  type CopyNotes,
  deleteCopy,
  editsKey,
  editsOf,
  finished,
  openCopy,
  readNotes,
  type Unsaved,
  unsavedKey,
} from '#app/device/copy-database.ts'
import { mergeEdits } from './merge-edits.ts'

/** `whole`: it once held all that the server had, and may be shown while there is no connection. */
export type Loaded = CopyNotes & { updates: Uint8Array[] }
/** What of this tab the server has not confirmed, and those edits as they were written. */
type Account = { unsaved: Unsaved | null; asWritten: Uint8Array | undefined }
type News = { kept: (mark: number) => void; failed: () => void }

const compactAfter = 300
const ownWait = 80
const othersWait = 1_000
const againAfter = 5_000

export class DeviceCopy {
  readonly loaded: Loaded
  #name: string
  readonly #database: IDBDatabase
  readonly #document: Y.Doc
  readonly #own: Account
  readonly #kept: (mark: number) => void
  readonly #failed: () => void
  readonly #tab = crypto.randomUUID()
  #closed = false
  #closing = false
  #waiting: Uint8Array[] = []
  #mark = 0
  /** Own edits that are not on the disk yet, as they were written. */
  #edits: Uint8Array[] = []
  /** The rows of edits on the disk are no longer the account: all are written anew. */
  #anew = false
  #edited = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Number.POSITIVE_INFINITY
  #writing: Promise<void> | undefined
  /** Rows of this database that are part of the document in memory: they may be replaced by one. */
  #rows: IDBValidKey[]

  private constructor(
    name: string,
    database: IDBDatabase,
    loaded: Loaded & { keys: IDBValidKey[] },
    document: Y.Doc,
    own: Account,
    news: News,
  ) {
    this.#name = name
    this.#database = database
    this.loaded = loaded
    this.#rows = loaded.keys
    this.#document = document
    this.#own = own
    this.#kept = news.kept
    this.#failed = news.failed
    database.onclose = () => this.#gone()
    database.onversionchange = () => {
      database.close()
      this.#gone()
    }
  }

  /** @throws when this browser keeps nothing. */
  static async open(name: string, document: Y.Doc, own: Account, news: News): Promise<DeviceCopy> {
    const database = await openCopy(name)
    const transaction = database.transaction(['updates', 'custom'])
    const store = transaction.objectStore('updates')
    const [updates, keys, notes] = await Promise.all([
      answerOf(store.getAll()),
      answerOf(store.getAllKeys()),
      readNotes(transaction),
    ])
    return new DeviceCopy(name, database, { ...notes, updates, keys }, document, own, news)
  }

  get usable(): boolean {
    return !this.#closed
  }

  /**
   * An update of the document; of an own one, `mark` counts what this person has changed so far.
   * @param asWritten whether the account keeps it as it was written
   */
  take(update: Uint8Array, mark?: number, asWritten?: boolean): void {
    if (this.#closed) return
    this.#waiting.push(update)
    if (mark !== undefined) this.#mark = mark
    if (asWritten) this.#edits.push(update)
    this.#soon(mark === undefined ? othersWait : ownWait)
  }

  /** The server has confirmed some of this tab's account. */
  tell(): void {
    this.#anew = true
    this.#soon(this.#own.unsaved ? ownWait : othersWait)
  }

  #soon(wait: number): void {
    const due = Date.now() + wait
    if (due >= this.#due) return
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => void this.flush(), wait)
  }

  /** Writes what waits; after it the disk has all that was taken before, or `failed` was told. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#due = Number.POSITIVE_INFINITY
    await this.#writing
    if (this.#closed || (this.#waiting.length === 0 && !this.#anew)) return
    this.#writing = this.#write()
    await this.#writing
    this.#writing = undefined
    if (this.#rows.length > compactAfter && !this.#closing) await this.compact()
  }

  async #write(): Promise<void> {
    const updates = this.#waiting
    const mark = this.#mark
    this.#waiting = []
    try {
      const transaction = this.#transaction()
      const [first] = updates
      const row = first && transaction.objectStore('updates').add(updates.length > 1 ? Y.mergeUpdates(updates) : first)
      this.#account(transaction)
      await finished(transaction)
      if (row) this.#rows.push(row.result)
      this.#kept(mark)
    } catch {
      // In their order, with what comes next: an update without those before it would be of no use.
      this.#waiting = [...updates, ...this.#waiting]
      this.#anew = true
      if (this.#closed) return
      this.#failed()
      this.#soon(againAfter)
    }
  }

  /** With the words themselves, in one transaction: no words stand on the disk without it. */
  #account(transaction: IDBTransaction): void {
    const custom = transaction.objectStore('custom')
    const { unsaved, asWritten } = this.#own
    if (this.#anew || !unsaved) custom.delete(editsOf(this.#tab))
    const edits = this.#anew ? asWritten : mergeEdits(this.#edits)
    this.#anew = false
    this.#edits = []
    if (!unsaved) return void custom.delete(unsavedKey(this.#tab))
    if (edits) custom.put(edits, editsKey(this.#tab, ++this.#edited))
    custom.put({ ...unsaved, rows: this.#edited }, unsavedKey(this.#tab))
  }

  #transaction(): IDBTransaction {
    return this.#database.transaction(['updates', 'custom'], 'readwrite', { durability: 'strict' })
  }

  /**
   * One row in place of many, of the edits too; rows that another tab wrote meanwhile stay. With `about`: the server's
   * whole document is in memory, and from now on the copy is one too.
   */
  async compact(about?: About): Promise<void> {
    if (this.#closed) return
    const rows = this.#rows
    try {
      const transaction = this.#transaction()
      const store = transaction.objectStore('updates')
      const row = store.add(Y.encodeStateAsUpdate(this.#document))
      for (const key of rows) store.delete(key)
      this.#anew = true
      this.#account(transaction)
      if (about) {
        transaction.objectStore('custom').put(true, 'whole')
        transaction.objectStore('custom').put(about, 'about')
      }
      this.#rows = []
      await finished(transaction)
      this.#rows.push(row.result)
    } catch {
      this.#rows = rows
      this.#anew = true
      if (!this.#closed) this.#failed()
    }
  }

  /** The server confirmed what earlier pages left; a tab that has written more since keeps its account of that. */
  async confirm(): Promise<void> {
    const { unsaved, edits } = this.loaded
    if (this.#closed || unsaved.size + edits.size === 0) return
    const transaction = this.#transaction()
    const store = transaction.objectStore('custom')
    for (const key of edits.keys()) store.delete(key)
    for (const [key, before] of unsaved) {
      const now = store.get(key)
      now.onsuccess = () => {
        if (JSON.stringify(now.result) === JSON.stringify(before)) store.delete(key)
      }
    }
    edits.clear()
    unsaved.clear()
    await finished(transaction).catch(() => {})
  }

  #gone(): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#timer)
    this.#failed()
  }

  /** Stops taking; what waits is written first. */
  async close(): Promise<void> {
    this.#closing = true
    await this.flush()
    this.#closed = true
    clearTimeout(this.#timer)
    this.#database.close()
  }

  /** Gives everything another name: it is kept, but no page takes it up again. */
  async moveAside(name: string): Promise<void> {
    await this.close()
    try {
      const [from, to] = await Promise.all([openCopy(this.#name), openCopy(name)])
      await moveRows(from, to)
      from.close()
      to.close()
      await deleteCopy(this.#name)
      this.#name = name
    } catch {
      // It stays where it is; the server refuses it again.
    }
  }

  /** Deletes the copy; nothing of it can be had back. */
  async letGo(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#database.close()
    await deleteCopy(this.#name).catch(() => {})
  }
}

async function moveRows(from: IDBDatabase, to: IDBDatabase): Promise<void> {
  const reading = from.transaction(['updates', 'custom'])
  const [updates, keys, notes] = await Promise.all([
    answerOf(reading.objectStore('updates').getAll()),
    answerOf(reading.objectStore('custom').getAllKeys()),
    answerOf(reading.objectStore('custom').getAll()),
  ])
  const writing = to.transaction(['updates', 'custom'], 'readwrite', { durability: 'strict' })
  for (const update of updates) writing.objectStore('updates').add(update)
  keys.forEach((key, index) => {
    writing.objectStore('custom').put(notes[index], key)
  })
  await finished(writing)
}
