/**
 * The copy of one live document on this device. It takes every update, and tells when what this person wrote stands on
 * the disk. It never makes content: an empty copy is no document, and one is only shown before the server was heard when
 * it has held a whole document before.
 */
import * as Y from 'yjs'
import {
  type About,
  answerOf,
  deleteCopy,
  finished,
  openCopy,
  readNotes,
  type Unsaved,
  unsavedKey,
} from '#app/device/copy-database.ts'

export type Loaded = {
  updates: Uint8Array[]
  /** It once held all that the server had: it may be shown while there is no connection. */
  whole: boolean
  about: About | undefined
  /** What earlier pages (or other tabs) wrote and the server has not confirmed. */
  left: Map<string, Unsaved>
}

const compactAfter = 300
const ownWait = 80
const othersWait = 1_000
const againAfter = 5_000

export class DeviceCopy {
  readonly loaded: Loaded
  #name: string
  readonly #database: IDBDatabase
  readonly #document: Y.Doc
  readonly #kept: (mark: number) => void
  readonly #failed: () => void
  readonly #tab = crypto.randomUUID()
  #closed = false
  #closing = false
  #waiting: Uint8Array[] = []
  #mark = 0
  #note: Unsaved | null = null
  #noteChanged = false
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
    news: { kept: (mark: number) => void; failed: () => void },
  ) {
    this.#name = name
    this.#database = database
    this.loaded = loaded
    this.#rows = loaded.keys
    this.#document = document
    this.#kept = news.kept
    this.#failed = news.failed
    database.onclose = () => this.#gone()
    database.onversionchange = () => {
      database.close()
      this.#gone()
    }
  }

  /** @throws when this browser keeps nothing. */
  static async open(
    name: string,
    document: Y.Doc,
    news: { kept: (mark: number) => void; failed: () => void },
  ): Promise<DeviceCopy> {
    const database = await openCopy(name)
    const transaction = database.transaction(['updates', 'custom'])
    const store = transaction.objectStore('updates')
    const [updates, keys, notes] = await Promise.all([
      answerOf(store.getAll()),
      answerOf(store.getAllKeys()),
      readNotes(transaction),
    ])
    const { about, whole, unsaved } = notes
    return new DeviceCopy(name, database, { updates, keys, about, whole, left: unsaved }, document, news)
  }

  get usable(): boolean {
    return !this.#closed
  }

  /** An update of the document; `mark` counts what this person has changed so far. */
  take(update: Uint8Array, mark: number | undefined, note: Unsaved | null): void {
    if (this.#closed) return
    this.#waiting.push(update)
    if (mark !== undefined) {
      this.#mark = mark
      this.tell(note)
    }
    this.#soon(mark === undefined ? othersWait : ownWait)
  }

  /** What of this tab the server has not confirmed; null when it has all. */
  tell(note: Unsaved | null): void {
    if (this.#note === null && note === null) return
    this.#note = note
    this.#noteChanged = true
    this.#soon(note === null ? othersWait : ownWait)
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
    if (this.#closed || (this.#waiting.length === 0 && !this.#noteChanged)) return
    this.#writing = this.#write()
    await this.#writing
    this.#writing = undefined
    if (this.#rows.length > compactAfter && !this.#closing) await this.compact()
  }

  async #write(): Promise<void> {
    const updates = this.#waiting
    const mark = this.#mark
    this.#waiting = []
    this.#noteChanged = false
    try {
      const transaction = this.#transaction()
      const [first] = updates
      const row = first && transaction.objectStore('updates').add(updates.length > 1 ? Y.mergeUpdates(updates) : first)
      const custom = transaction.objectStore('custom')
      if (this.#note) custom.put(this.#note, unsavedKey(this.#tab))
      else custom.delete(unsavedKey(this.#tab))
      await finished(transaction)
      if (row) this.#rows.push(row.result)
      this.#kept(mark)
    } catch {
      // In their order, with what comes next: an update without those before it would be of no use.
      this.#waiting = [...updates, ...this.#waiting]
      this.#noteChanged = true
      if (this.#closed) return
      this.#failed()
      this.#soon(againAfter)
    }
  }

  #transaction(): IDBTransaction {
    return this.#database.transaction(['updates', 'custom'], 'readwrite', { durability: 'strict' })
  }

  /**
   * One row in place of many; rows that another tab wrote meanwhile stay. With `about`: the server's whole document is in
   * memory, and from now on the copy is one too.
   */
  async compact(about?: About): Promise<void> {
    if (this.#closed) return
    const rows = this.#rows
    try {
      const transaction = this.#transaction()
      const store = transaction.objectStore('updates')
      const row = store.add(Y.encodeStateAsUpdate(this.#document))
      for (const key of rows) store.delete(key)
      if (about) {
        transaction.objectStore('custom').put(true, 'whole')
        transaction.objectStore('custom').put(about, 'about')
      }
      this.#rows = []
      await finished(transaction)
      this.#rows.push(row.result)
    } catch {
      this.#rows = rows
      if (!this.#closed) this.#failed()
    }
  }

  /** The server confirmed what earlier pages left; a tab that has written more since keeps its own account. */
  async confirm(left: Map<string, Unsaved>): Promise<void> {
    if (this.#closed || left.size === 0) return
    const transaction = this.#transaction()
    const store = transaction.objectStore('custom')
    for (const [key, before] of left) {
      const now = store.get(key)
      now.onsuccess = () => {
        if (JSON.stringify(now.result) === JSON.stringify(before)) store.delete(key)
      }
    }
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
