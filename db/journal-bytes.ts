/**
 * The rows of one tick as one run of bytes, for the journal of SQLite:
 *
 *   row = u32 sequence less the first one's, text documentId, u32 epoch, text personId, text connectionId, u32 inserted, u32 deleted, text createdAt,
 *         u32 length, update
 *   text = u8 length, UTF-8
 *
 * Numbers are little-endian. The first row's sequence is kept beside the bytes.
 */
import type { WaitingUpdate } from './queries/append-updates.ts'

export type JournalRow = WaitingUpdate & { sequence: number; documentId: string; epoch: number }

const longestText = 255
const mostBesideUpdate = 4 * (1 + longestText) + 5 * 4

/** One tick's bytes, written into a buffer that is used again and again. */
export class JournalWriter {
  #buffer = Buffer.allocUnsafe(64 * 1024)
  #at = 0
  #firstSequence = 0

  begin(firstSequence: number): void {
    this.#at = 0
    this.#firstSequence = firstSequence
  }

  /** @throws RangeError where an id is longer than 255 bytes */
  write(row: JournalRow): void {
    this.#makeRoom(mostBesideUpdate + row.update.length)
    this.#number(row.sequence - this.#firstSequence)
    this.#text(row.documentId)
    this.#number(row.epoch)
    this.#text(row.personId)
    this.#text(row.connectionId)
    this.#number(row.insertedCharacters)
    this.#number(row.deletedCharacters)
    this.#text(row.createdAt)
    this.#number(row.update.length)
    this.#buffer.set(row.update, this.#at)
    this.#at += row.update.length
  }

  /** What was written since `begin`: a view, good until the next `begin`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#at)
  }

  #makeRoom(more: number): void {
    if (this.#at + more <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#buffer.length, this.#at + more))
    larger.set(this.bytes)
    this.#buffer = larger
  }

  #text(text: string): void {
    const length = this.#buffer.write(text, this.#at + 1, longestText + 1, 'utf8')
    if (length > longestText) throw new RangeError('an id in the journal has at most 255 bytes')
    this.#buffer[this.#at] = length
    this.#at += 1 + length
  }

  #number(value: number): void {
    this.#at = this.#buffer.writeUInt32LE(value, this.#at)
  }
}

/** @throws RangeError where the bytes end in the middle of a row */
export function readJournalRows(bytes: Uint8Array, firstSequence: number): JournalRow[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const rows: JournalRow[] = []
  let at = 0
  const take = (length: number) => {
    if (at + length > buffer.length) throw new RangeError('a row of the journal is cut off')
    at += length
    return buffer.subarray(at - length, at)
  }
  const number = () => take(4).readUInt32LE()
  const text = () => take(take(1)[0] as number).toString('utf8')
  while (at < buffer.length) {
    rows.push({
      sequence: firstSequence + number(),
      documentId: text(),
      epoch: number(),
      personId: text(),
      connectionId: text(),
      insertedCharacters: number(),
      deletedCharacters: number(),
      createdAt: text(),
      update: new Uint8Array(take(number())),
    })
  }
  return rows
}
