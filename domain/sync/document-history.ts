/**
 * Turns plain content into the bytes of a shared document: one update for a seed, one for each step of a history whose
 * steps are written by different persons, as if each had typed it in a browser of their own.
 */
import * as Y from 'yjs'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { hash32 } from './person-colour.ts'
import { writeContent } from './write-content.ts'

export type HistoryStep = { personId: string | null; at: string; content: EntryContent }
export type HistoryUpdate = {
  personId: string | null
  at: string
  clientId: number
  update: Uint8Array
  content: EntryContent
}

/** The Yjs client under which the server itself writes for a person: stable, so that a demo is the same every time. */
export function serverClientId(documentId: string, personId: string | null): number {
  return hash32(`${documentId}/${personId ?? 'server'}`) || 1
}

/** @returns one update for each step that changed something. */
export function historyUpdates(documentId: string, steps: HistoryStep[]): HistoryUpdate[] {
  const document = new Y.Doc()
  const updates: HistoryUpdate[] = []
  for (const { personId, at, content } of steps) {
    document.clientID = serverClientId(documentId, personId)
    const collect = (update: Uint8Array) => updates.push({ personId, at, clientId: document.clientID, update, content })
    document.on('update', collect)
    document.transact(() => writeContent(document, content))
    document.off('update', collect)
  }
  document.destroy()
  return updates
}
