import * as Y from 'yjs'
import type { Copy } from '#app/device/copies.ts'
import { answerOf, deleteCopy, openCopy, readNotes } from '#app/device/copy-database.ts'
import { unsentWords } from './unsent-words.ts'

export type Kept = { name: string; title: string; changes: number; words: string; letGo: () => Promise<void> }

/** The unsaved words of a copy, without opening its document for anybody. */
export async function readKept({ name, changes, about }: Copy): Promise<Kept> {
  const database = await openCopy(name)
  const transaction = database.transaction(['updates', 'custom'])
  const [updates, notes] = await Promise.all([
    answerOf<Uint8Array[]>(transaction.objectStore('updates').getAll()),
    readNotes(transaction),
  ])
  database.close()
  const document = new Y.Doc()
  for (const update of updates) Y.applyUpdate(document, update)
  const words = unsentWords(document, notes.unsaved.values(), notes.edits.values())
  document.destroy()
  return { name, title: about?.title ?? 'Entry', changes, words, letGo: () => deleteCopy(name) }
}
