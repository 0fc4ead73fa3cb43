/**
 * The newest part of the log on SQLite: what all documents got within one tick is one row, its bytes.
 *
 *   tick -> journal (one row) -> filed: `document_update`, a row each, with its index   only what was not compacted first
 *
 * A row for each edit costs four times as much, because every document's place in the index is a page of its own, to be
 * written with each tick and written again when its rows are deleted. Most edits never need one: their document is
 * compacted first. Everybody reads the view `document_log`, which is both parts.
 *
 * What the journal holds is also in memory; memory follows each commit and never leads it. SQLite has one connection
 * and one server, so nobody else writes here.
 */
import Sqlite, { type Database } from 'better-sqlite3'
import { type JournalRow, JournalWriter, readJournalRows } from './journal-bytes.ts'
import type { WaitingDocument } from './queries/append-updates.ts'

/** An edit in the journal; `taken` once a state has taken it in. */
type Row = JournalRow & { chunk: Chunk; taken: boolean }
/** One row of the journal; `live` counts its edits that no state has taken in. */
type Chunk = { id: number; at: number; bytes: number; rows: Row[]; live: number; filed: boolean }

/** The journal gives up its oldest part when it holds more than this, or when that part is this old. */
const mostRows = 65_536
const mostBytes = 16 * 1024 * 1024
const keptMilliseconds = 10 * 60_000
/** So that a tick stays short. */
const filedInOneTick = 500
const chunksInOneTick = 16
/** A larger edit is a row of its own at once: beside its bytes that costs nothing, and memory need not keep it. */
const largeEdit = 1024

export class UpdateJournal {
  readonly #sqlite: Database
  readonly #writer = new JournalWriter()
  readonly #documents = new Map<string, Row[]>()
  #chunks: Chunk[] = []
  #rows = 0
  #bytes = 0
  #prepared: ReturnType<typeof prepare> | undefined

  constructor(sqlite: Database) {
    this.#sqlite = sqlite
    const read = (documentId: unknown) => this.#read(typeof documentId === 'string' ? documentId : undefined)
    sqlite.table('journal_row', {
      columns: [
        'sequence',
        'epoch',
        'personId',
        'connectionId',
        'insertedCharacters',
        'deletedCharacters',
        'createdAt',
        'update',
      ],
      // A column that is also what is asked for: the rows of one document are found without reading the others.
      parameters: ['documentId'],
      *rows(documentId) {
        yield* read(documentId)
      },
    })
    sqlite.exec(`
      create temp view document_log as
      select sequence, "documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters",
        "createdAt", "update" from document_update
      union all
      select sequence, "documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters",
        "createdAt", "update" from journal_row`)
  }

  /** From now on only this process writes: what it keeps in memory is what the journal holds. */
  begin(): void {
    if (this.#prepared) return
    this.#prepared = prepare(this.#sqlite)
    this.#clear()
    this.#load(this.#sqlite)
  }

  /**
   * Writes what documents got, inside the caller's transaction, and files what is old.
   * @returns the last sequence of each, and what to do once the transaction is committed
   */
  append(documents: WaitingDocument[]): { last: Map<string, number>; committed: () => void } {
    this.begin()
    const { insertRow, insertChunk } = this.#statements
    const chunk: Chunk = { id: 0, at: performance.now(), bytes: 0, rows: [], live: 0, filed: false }
    const last = new Map<string, number>()
    let sequence = this.#takeSequences(documents.reduce((sum, { updates }) => sum + updates.length, 0))
    const firstSequence = sequence + 1
    this.#writer.begin(firstSequence)
    for (const { documentId, epoch, updates } of documents) {
      for (const { personId, connectionId, insertedCharacters, deletedCharacters, createdAt, update } of updates) {
        sequence++
        const row: Row = {
          sequence,
          documentId,
          epoch,
          personId,
          connectionId,
          insertedCharacters,
          deletedCharacters,
          createdAt,
          update,
          chunk,
          taken: false,
        }
        if (update.length > largeEdit) insertRow.run(row)
        else {
          this.#writer.write(row)
          chunk.rows.push(row)
        }
      }
      last.set(documentId, sequence)
    }
    if (chunk.rows.length > 0) {
      chunk.bytes = this.#writer.bytes.length
      chunk.id = Number(insertChunk.run(firstSequence, this.#writer.bytes).lastInsertRowid)
    }
    const filed = this.#fileOld()
    const committed = () => {
      this.#forget(filed)
      this.#add(chunk)
    }
    return { last, committed }
  }

  /** A state has taken in a document's edits up to a sequence, and is committed. */
  compacted(documentId: string, uptoSequence: number): void {
    this.#keep(documentId, (row) => {
      if (row.sequence > uptoSequence) return true
      // The chunk stays until it is deleted; the bytes need not.
      row.taken = true
      row.update = nothing
      row.chunk.live--
      return false
    })
  }

  *#read(documentId: string | undefined): Generator<unknown[]> {
    if (!this.#prepared) this.#loadAsGuest()
    const found = documentId === undefined ? [...this.#documents.values()].flat() : this.#documents.get(documentId)
    for (const row of found ?? []) {
      yield [
        row.sequence,
        row.epoch,
        row.personId,
        row.connectionId,
        row.insertedCharacters,
        row.deletedCharacters,
        row.createdAt,
        row.update,
      ]
    }
  }

  /** Numbers of the same counter as those of rows that are inserted one by one. @returns the last one taken before. */
  #takeSequences(count: number): number {
    const { takeSequences, beginSequences } = this.#statements
    const taken = takeSequences.get(count) as { seq: number } | undefined
    if (taken) return taken.seq - count
    beginSequences.run(count)
    return 0
  }

  #fileOld(): Chunk[] {
    const { insertRow, deleteChunk } = this.#statements
    const filed: Chunk[] = []
    let rows = this.#rows
    let bytes = this.#bytes
    let moved = 0
    for (const chunk of this.#chunks) {
      const over = rows > mostRows || bytes > mostBytes || performance.now() - chunk.at > keptMilliseconds
      if (!over && chunk.live > 0) break
      if (filed.length === chunksInOneTick || moved > filedInOneTick) break
      for (const row of chunk.rows) if (!row.taken) insertRow.run(row)
      deleteChunk.run(chunk.id)
      filed.push(chunk)
      moved += chunk.live
      rows -= chunk.rows.length
      bytes -= chunk.bytes
    }
    return filed
  }

  #add(chunk: Chunk): void {
    if (chunk.rows.length === 0) return
    chunk.live = chunk.rows.length
    for (const row of chunk.rows) {
      const others = this.#documents.get(row.documentId)
      if (others) others.push(row)
      else this.#documents.set(row.documentId, [row])
    }
    this.#chunks.push(chunk)
    this.#rows += chunk.rows.length
    this.#bytes += chunk.bytes
  }

  #forget(filed: Chunk[]): void {
    if (filed.length === 0) return
    this.#chunks = this.#chunks.slice(filed.length)
    const touched = new Set<string>()
    for (const chunk of filed) {
      chunk.filed = true
      this.#rows -= chunk.rows.length
      this.#bytes -= chunk.bytes
      for (const { documentId, taken } of chunk.rows) if (!taken) touched.add(documentId)
    }
    for (const documentId of touched) this.#keep(documentId, (row) => !row.chunk.filed)
  }

  #keep(documentId: string, stays: (row: Row) => boolean): void {
    const left = this.#documents.get(documentId)?.filter(stays) ?? []
    if (left.length > 0) this.#documents.set(documentId, left)
    else this.#documents.delete(documentId)
  }

  /** What an earlier server left behind; it is filed with the first edits. */
  #load(sqlite: Database): void {
    const chunks = sqlite.prepare('select id, "firstSequence", "updates" from document_journal order by id').all() as {
      id: number
      firstSequence: number
      updates: Uint8Array
    }[]
    for (const { id, firstSequence, updates } of chunks) {
      const chunk: Chunk = { id, at: -keptMilliseconds, bytes: updates.length, rows: [], live: 0, filed: false }
      chunk.rows = readJournalRows(updates, firstSequence).map((row) => ({ ...row, chunk, taken: false }))
      this.#add(chunk)
    }
    const states = sqlite.prepare('select "uptoSequence" from document_snapshot where "documentId" = ?').pluck()
    for (const documentId of [...this.#documents.keys()]) {
      this.compacted(documentId, (states.get(documentId) as number | undefined) ?? 0)
    }
  }

  /**
   * Another process may be writing: what is asked for is read each time. In the middle of a question the handle answers
   * no other one, so this takes a second one.
   */
  #loadAsGuest(): void {
    this.#clear()
    if (this.#sqlite.memory) return
    const guest = new Sqlite(this.#sqlite.name, { readonly: true })
    try {
      this.#load(guest)
    } finally {
      guest.close()
    }
  }

  #clear(): void {
    this.#documents.clear()
    this.#chunks = []
    this.#rows = 0
    this.#bytes = 0
  }

  get #statements(): ReturnType<typeof prepare> {
    if (!this.#prepared) throw new Error('the journal is written before it began')
    return this.#prepared
  }
}

const nothing = new Uint8Array()

function prepare(sqlite: Database) {
  return {
    takeSequences: sqlite.prepare(
      `update sqlite_sequence set seq = seq + ? where name = 'document_update' returning seq`,
    ),
    beginSequences: sqlite.prepare(`insert into sqlite_sequence (name, seq) values ('document_update', ?)`),
    insertChunk: sqlite.prepare('insert into document_journal ("firstSequence", "updates") values (?, ?)'),
    deleteChunk: sqlite.prepare('delete from document_journal where id = ?'),
    // Whoever is gone since does not keep the others' words from being filed.
    insertRow: sqlite.prepare(`
      insert into document_update
        (sequence, "documentId", epoch, "personId", "connectionId", "insertedCharacters", "deletedCharacters",
          "createdAt", "update")
      select @sequence, id, @epoch, (select id from person where id = @personId), @connectionId, @insertedCharacters,
        @deletedCharacters, @createdAt, @update
      from document where id = @documentId`),
  }
}
