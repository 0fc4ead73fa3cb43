/**
 * Swallowed text as rows. Who types on into a block that is gone, letter by letter, is one row that grows: what follows
 * within a while, of the same author and from the same block, belongs together.
 */
import type { WaitingRescue } from '#db/queries/rescues.ts'
import { limits } from '#domain/limits.ts'
import { storable } from '#domain/portfolio/storable.ts'
import type { Doubled } from '#domain/sync/doubled-text.ts'
import type { Swallowed } from '#domain/sync/swallow-watch.ts'
import type { Waiting } from './commit-queue.ts'
import type { Connection } from './connection.ts'
import { ringBell } from './ring-bell.ts'

type News = { swallowed?: Swallowed[]; doubled?: Doubled[] }
type Growing = { row: WaitingRescue; client: number; nextClock: number; until: number }

const growsFor = 30_000

export class RescueRows {
  readonly #documentId: string
  readonly #ownerOf: (client: number) => string | null | undefined
  readonly #growing = new Map<string, Growing>()
  #letters = 0
  /** Pieces that are not counted yet. */
  #begun = 0

  /** @param ownerOf whose Yjs client an id is */
  constructor(documentId: string, ownerOf: (client: number) => string | null | undefined) {
    this.#documentId = documentId
    this.#ownerOf = ownerOf
  }

  /** @returns the rows to write with the update that swallowed this. */
  add({ swallowed = [], doubled = [] }: News, now: string): WaitingRescue[] {
    const rows = doubled.map((one) => doubledRow(this.#documentId, one, now))
    for (const one of swallowed) {
      this.#letters += one.text.length
      if (this.#letters > limits.rescuedText) break
      const authorId = this.#ownerOf(one.author) ?? this.#ownerOf(one.client) ?? null
      const row = one.node
        ? this.#rowOf(one, authorId, now)
        : (this.#grow(one, authorId, now) ?? this.#begin(one, authorId, now))
      // A lone space or line break is nothing to bring back.
      if (row.text.trim() !== '') rows.push(storableRow(row))
    }
    return rows
  }

  /** Says to open pages that something waits beside them, once it is committed. */
  tell(committed: Waiting[], peers: Iterable<Connection>): void {
    if (!committed.some((one) => one.kind === 'edit' && one.rescues?.length)) return
    ringBell(peers)
    for (const { live } of peers) {
      live.rescued.add(this.#begun)
      this.#begun = 0
    }
  }

  #grow(one: Swallowed, authorId: string | null, now: string): WaitingRescue | undefined {
    const open = this.#growing.get(keyOf(one, authorId))
    if (!open || Date.parse(now) > open.until || open.row.text.length > limits.rescueText) return undefined
    const goesOn = open.client === one.client && open.nextClock === one.clock
    open.row.text += goesOn ? one.text : `\n${one.text}`
    open.client = one.client
    open.nextClock = one.clock + one.text.length
    open.until = Date.parse(now) + growsFor
    return open.row
  }

  #begin(one: Swallowed, authorId: string | null, now: string): WaitingRescue {
    const row = this.#rowOf(one, authorId, now)
    const until = Date.parse(now) + growsFor
    this.#growing.set(keyOf(one, authorId), { row, client: one.client, nextClock: one.clock + one.text.length, until })
    return row
  }

  #rowOf(one: Swallowed, authorId: string | null, now: string): WaitingRescue {
    this.#begun++
    return {
      id: `${this.#documentId}.${one.client}.${one.clock}`,
      kind: one.node ? 'block' : 'swallowed',
      blockId: one.place.blockId,
      blockKind: one.place.kind,
      otherBlockId: null,
      authorId,
      causedById: one.causedBy === authorId ? null : one.causedBy,
      text: one.text,
      wordsBefore: one.before,
      wordsAfter: one.after,
      createdAt: now,
    }
  }
}

export function doubledRow(
  documentId: string,
  { blockId, otherBlockId, text }: Omit<Doubled, 'client' | 'clock'>,
  createdAt: string,
): WaitingRescue {
  return {
    id: `${documentId}.twice.${blockId}${blockId === otherBlockId ? '' : `.${otherBlockId}`}`,
    kind: 'doubled',
    blockId,
    blockKind: 'paragraph',
    otherBlockId,
    authorId: null,
    causedById: null,
    text,
    wordsBefore: '',
    wordsAfter: '',
    createdAt,
  }
}

function keyOf({ place }: Swallowed, authorId: string | null): string {
  return JSON.stringify([authorId, place.blockId, place.kind])
}

/** A copy that goes into the same transaction as the edit, so nothing in it may make that fail. */
function storableRow(row: WaitingRescue): WaitingRescue {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? storable(value) : value,
  ])
  return Object.fromEntries(entries) as WaitingRescue
}
