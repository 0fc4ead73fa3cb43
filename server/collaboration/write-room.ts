/**
 * An edit that the server itself makes on behalf of a person: what a restored version or a rescued sentence changes.
 *
 * It goes the way of every edit: one forward update, by a Yjs client that nobody used before and that belongs to the
 * person, checked like a stranger's, committed with the group, then sent to everybody. Whether the person may write is
 * the command's question; whether the document is open at all is asked here and again by the commit.
 */
import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'
import { pageRoot, toolsRoot } from '#domain/sync/read-content.ts'
import { Refusal } from '../errors.ts'
import { checkUpdate } from './check-update.ts'
import type { Room } from './room.ts'
import type { FrozenDocument } from './rooms.ts'

/** How a row says that no socket sent it. */
export const serverItself = 'server'

/**
 * @param change writes into a copy of the committed and accepted state; what it throws, nobody sees the edit of
 * @returns the sequence that covers the edit, once it is committed; where nothing changed, what covers the state
 */
export async function writeRoom(
  room: Room,
  personId: string,
  change: (document: Y.Doc) => void,
): Promise<{ sequence: number }> {
  const { document } = room
  if (room.state.kind !== 'live' || !document) throw unavailable()
  if (!document.open) throw new Refusal('locked', 'This page was closed for writing. Open it again to read it.')
  const { memory } = document
  const update = updateOf(memory.state(), memory.known.owners, change)
  if (update) {
    const verdict = checkUpdate(update, memory.known, personId, false)
    if (verdict.kind !== 'news') throw new Error(`the server wrote an edit that is ${verdict.kind}`)
    if (memory.size + update.length > limits.document) {
      throw new Refusal('too-large', 'This page is full. Go on in a new entry.')
    }
    const problem = memory.acceptIfSound(update, verdict, personId)
    if (problem) throw new Error(`the server wrote an edit that holds something unknown: ${problem}`)
    room.keep({ news: verdict, update, personId, connectionId: serverItself })
  }
  try {
    return { sequence: await room.settled() }
  } catch {
    throw unavailable()
  }
}

/** Reads a copy of what is committed and accepted, with whose each Yjs client is; answers behind the commit of it. */
export async function readRoom<T>(
  room: Room,
  read: (document: Y.Doc, owners: ReadonlyMap<number, string | null>) => T,
): Promise<T> {
  const { document } = room
  if (!document) throw unavailable()
  const { memory } = document
  const found = inCopy(memory.state(), (copy) => read(copy, memory.known.owners))
  try {
    await room.settled()
  } catch {
    throw unavailable()
  }
  return found
}

/** A room that is frozen, as it is handed over. */
export async function readFrozen(room: Room): Promise<FrozenDocument> {
  const { document } = room
  if (!document) throw new Refusal('unavailable', 'This page could not be saved just now. Try again in a moment.')
  const sequence = await room.settled()
  return { content: document.memory.content(), state: document.memory.state(), sequence }
}

function inCopy<T>(state: Uint8Array, work: (copy: Y.Doc) => T): T {
  const copy = new Y.Doc()
  try {
    copy.getXmlFragment(pageRoot)
    copy.getMap(toolsRoot)
    Y.applyUpdate(copy, state)
    return work(copy)
  } finally {
    copy.destroy()
  }
}

function updateOf(
  state: Uint8Array,
  owners: ReadonlyMap<number, unknown>,
  change: (document: Y.Doc) => void,
): Uint8Array | undefined {
  return inCopy(state, (copy) => {
    while (owners.has(copy.clientID) || copy.store.clients.has(copy.clientID)) copy.clientID++
    let made: Uint8Array | undefined
    copy.on('update', (update: Uint8Array) => {
      made = update
    })
    copy.transact(() => change(copy))
    return made
  })
}

function unavailable(): Refusal {
  return new Refusal('unavailable', 'This page could not be reached just now. Try again in a moment.')
}
