/**
 * Reads the WebSocket frames of a client: RFC 6455, strictly, without extensions.
 *
 * Nearly every chunk of a socket is one whole frame. It is unmasked where it lies and handed out as a view of the
 * chunk. Only what a chunk leaves unfinished is copied, into bytes that grow with what has arrived, never with what
 * was announced.
 */
import { isUtf8 } from 'node:buffer'
import { limits } from '#domain/limits.ts'
import { GrowingBytes } from './growing-bytes.ts'

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** Why nothing more is read: a wrong frame, no text where one was announced, too many pieces, too much. */
export type BrokenCode = 1002 | 1007 | 1008 | 1009

/** What was read, in its order. Bytes are a view of the chunk: what stays in memory is a copy. */
export interface Hears {
  message(bytes: Uint8Array, isText: boolean): void
  ping(bytes: Uint8Array): void
  pong(): void
  /** The other side's last word: its payload, and the code in it (1005 where there was none). */
  goodbye(code: number, payload: Uint8Array): void
  broken(code: BrokenCode): void
}

const fin = 128
const reserved = 112
const masked = 128
const longestControl = 125

export class FrameReader {
  readonly #hears: Hears
  /** The beginning of a frame, and how many bytes must be there before it is looked at again. */
  #begun: GrowingBytes | undefined
  #needed = 0
  /** A message that comes in pieces, as far as it has come. */
  #message: GrowingBytes | undefined
  #pieces = 0
  #isText = false
  /** It has said goodbye or something wrong: nothing after that counts. */
  #over = false

  constructor(hears: Hears) {
    this.#hears = hears
  }

  /** Reads all that is whole by now. The chunk is unmasked in place: it belongs to the reader from here on. */
  push(chunk: Uint8Array): void {
    const { length } = chunk
    let at = this.#begun === undefined ? 0 : this.#goOn(this.#begun, chunk)
    while (at < length && !this.#over) {
      const end = this.#read(chunk, at, length)
      if (end < 0) {
        this.#needed = -end
        this.#begun = new GrowingBytes()
        this.#begun.add(chunk, at, length, this.#needed)
        return
      }
      at = end
    }
  }

  /** Completes a frame that began earlier. @returns where in the chunk the next one begins. */
  #goOn(begun: GrowingBytes, chunk: Uint8Array): number {
    let at = 0
    while (!this.#over) {
      const more = Math.min(this.#needed - begun.length, chunk.length - at)
      begun.add(chunk, at, at + more, this.#needed)
      at += more
      if (begun.length < this.#needed) break
      this.#begun = undefined
      const end = this.#read(begun.bytes, 0, begun.length)
      if (end >= 0) break
      this.#begun = begun
      this.#needed = -end
    }
    return at
  }

  /**
   * Reads one frame.
   * @returns where it ends; where it is not whole, how many bytes it needs before it is worth another look, negated.
   */
  #read(bytes: Uint8Array, at: number, end: number): number {
    const there = end - at
    if (there < 2) return -2
    const first = bytes[at]!
    const second = bytes[at + 1]!
    if (isWrong(first, second, this.#message !== undefined)) return this.#break(1002, end)
    const opcode = first & 15
    let length = second & 127
    let start = at + 6
    if (length === 126) {
      if (there < 4) return -4
      start = at + 8
      length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    } else if (length === 127) {
      if (there < 10) return -10
      start = at + 14
      length = 0
      for (let n = at + 2; n < at + 10; n++) length = length * 256 + bytes[n]!
    }
    const isData = opcode <= opcodes.binary
    if (isData && length + (this.#message?.length ?? 0) > limits.frameHard) return this.#break(1009, end)
    const next = start + length
    if (next > end) return at - next
    unmask(bytes, start, next)
    if (opcode === opcodes.binary && first >= fin) this.#hears.message(view(bytes, start, next), false)
    else if (isData) this.#piece(bytes, start, next, opcode, first >= fin)
    else this.#control(opcode, view(bytes, start, next))
    return next
  }

  #piece(bytes: Uint8Array, start: number, end: number, opcode: number, isLast: boolean): void {
    if (this.#message === undefined) {
      this.#message = new GrowingBytes()
      this.#pieces = 0
      this.#isText = opcode === opcodes.text
    }
    const message = this.#message
    message.add(bytes, start, end)
    this.#pieces++
    if (this.#pieces > limits.pieces) this.#break(1008, 0)
    else if (isLast) {
      this.#message = undefined
      const whole = view(message.bytes, 0, message.length)
      if (this.#isText && !isUtf8(whole)) this.#break(1007, 0)
      else this.#hears.message(whole, this.#isText)
    }
  }

  #control(opcode: number, payload: Uint8Array): void {
    if (opcode === opcodes.ping) this.#hears.ping(payload)
    else if (opcode === opcodes.pong) this.#hears.pong()
    else {
      const code = payload.length === 0 ? 1005 : (payload[0]! << 8) | payload[1]!
      if (payload.length > 0 && !isCloseCode(code)) this.#break(1002, 0)
      else if (!isUtf8(payload.subarray(2))) this.#break(1007, 0)
      else {
        this.#over = true
        this.#hears.goodbye(code, payload)
      }
    }
  }

  #break(code: BrokenCode, end: number): number {
    this.#over = true
    this.#begun = undefined
    this.#message = undefined
    this.#hears.broken(code)
    return end
  }
}

/** What the first two bytes of a frame must not say. */
function isWrong(first: number, second: number, insideMessage: boolean): boolean {
  const opcode = first & 15
  if ((first & reserved) !== 0 || second < masked) return true
  if (opcode <= opcodes.binary) return (opcode === opcodes.continuation) !== insideMessage
  if (opcode < opcodes.close || opcode > opcodes.pong) return true
  const length = second & 127
  return first < fin || length > longestControl || (opcode === opcodes.close && length === 1)
}

/** What may be said in a close frame: 1004 to 1006 mean something only where none came. */
function isCloseCode(code: number): boolean {
  return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code <= 4999)
}

function view(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start)
}

/** Takes the mask off, in place; it stands in the four bytes before. */
function unmask(bytes: Uint8Array, start: number, end: number): void {
  const a = bytes[start - 4]!
  const b = bytes[start - 3]!
  const c = bytes[start - 2]!
  const d = bytes[start - 1]!
  let at = start
  for (const last = end - 3; at < last; at += 4) {
    bytes[at]! ^= a
    bytes[at + 1]! ^= b
    bytes[at + 2]! ^= c
    bytes[at + 3]! ^= d
  }
  if (at < end) bytes[at]! ^= a
  if (at + 1 < end) bytes[at + 1]! ^= b
  if (at + 2 < end) bytes[at + 2]! ^= c
}
