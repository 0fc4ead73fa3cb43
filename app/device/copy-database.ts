/**
 * A copy's database has the shape that y-indexeddb gives one (`updates` by growing number, `custom` by name), so that a
 * plain y-indexeddb reads it. What y-indexeddb does not do, and is done here: it tells when something is on the disk,
 * and a refused or full store is an answer instead of an error in the window (docs/decisions/0080).
 */
const openWithin = 3_000

/** @throws whatever keeps this browser from keeping things. */
export function openCopy(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new Error('the store does not answer'))
    }, openWithin)
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('updates', { autoIncrement: true })
      request.result.createObjectStore('custom')
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(request.error)
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      const database = request.result
      if (late) return database.close()
      // Signing out in another tab deletes the copy: nobody stands in its way.
      database.onversionchange = () => database.close()
      resolve(database)
    }
  })
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Once the transaction is on the disk. @throws why it is not, for instance because the device is full. */
export function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('not stored'))
  })
}

/** Gone for good; a tab that still has it open lets go of it first. */
export function deleteCopy(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/**
 * What one tab wrote and the server has not confirmed: how many changes, from which clock of which Yjs client, and up to
 * which of its rows of edits.
 */
export type Unsaved = { changes: number; from: [client: number, clock: number][]; rows?: number }
export type About = { title: string; path: string; at: number; schemaVersion: number }
export type CopyNotes = {
  about: About | undefined
  whole: boolean
  unsaved: Map<string, Unsaved>
  /** The unconfirmed edits as they were written, of all tabs, by their keys. */
  edits: Map<IDBValidKey, Uint8Array>
}

export const unsavedKey = (tab: string) => `unsaved:${tab}`
/** No row is ever written twice: who has read and sent one may delete it, whatever its tab has written since. */
export const editsKey = (tab: string, row: number) => ['edits', tab, row]
export const editsOf = (tab: string) => IDBKeyRange.bound(['edits', tab], ['edits', tab, []])

export async function readNotes(transaction: IDBTransaction): Promise<CopyNotes> {
  const store = transaction.objectStore('custom')
  const [keys, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())])
  const notes: CopyNotes = { about: undefined, whole: false, unsaved: new Map(), edits: new Map() }
  keys.forEach((key, index) => {
    if (Array.isArray(key)) notes.edits.set(key, values[index] as Uint8Array)
    else if (key === 'about') notes.about = values[index] as About
    else if (key === 'whole') notes.whole = true
    else if (String(key).startsWith('unsaved:')) notes.unsaved.set(String(key), values[index] as Unsaved)
  })
  return notes
}
