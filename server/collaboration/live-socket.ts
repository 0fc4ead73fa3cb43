/**
 * One WebSocket on its raw stream, from the handshake on: what comes in, and how it ends.
 *
 * It closes as RFC 6455 has it: each side says goodbye once, then the server ends the line. What still comes in
 * meanwhile is read and thrown away: a line that is cut while bytes wait in it takes the last words along.
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { type BrokenCode, FrameReader, type Hears, opcodes } from './frame-reader.ts'

/** Who listens. Nothing is heard once either side has said goodbye. */
export interface SocketUser {
  message(bytes: Uint8Array, isText: boolean): void
  ping(bytes: Uint8Array): void
  pong(): void
  /** The line is over. `code` is what the other side said, or what was wrong with it; 1006 where nothing was said. */
  over(code: number): void
}

const own = Symbol('live socket')
type Stream = Socket & { [own]?: LiveSocket }

export class LiveSocket implements Hears {
  /** Whether a message may still be said. */
  open = true
  readonly stream: Socket
  readonly #user: SocketUser
  readonly #reader: FrameReader
  readonly #goodbyeWithin: number
  #timer: NodeJS.Timeout | undefined
  #code = 1006

  /** @param head what came in together with the knock */
  constructor(stream: Socket, head: Uint8Array, user: SocketUser, goodbyeWithin: number) {
    this.stream = stream
    this.#user = user
    this.#reader = new FrameReader(this)
    this.#goodbyeWithin = goodbyeWithin
    stream.setTimeout(0)
    stream.setNoDelay()
    if (head.length > 0) stream.unshift(head)
    ;(stream as Stream)[own] = this
    stream.on('data', onData)
    stream.push = onPush
    stream.on('end', onEnd)
    stream.on('close', onClose)
  }

  /** Bytes came in. */
  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  message(bytes: Uint8Array, isText: boolean): void {
    if (this.open) this.#user.message(bytes, isText)
  }

  ping(bytes: Uint8Array): void {
    if (this.open) this.#user.ping(bytes)
  }

  pong(): void {
    if (this.open) this.#user.pong()
  }

  goodbye(code: number, payload: Uint8Array): void {
    this.#endAfter(code, payload)
  }

  broken(code: BrokenCode): void {
    this.#endAfter(code, goodbyeOf(code, ''))
  }

  #endAfter(code: number, payload: Uint8Array): void {
    this.#code = code
    this.#sayGoodbye(payload)
    this.stream.end()
  }

  /** The other side ends the line. */
  end(): void {
    this.open = false
    this.stream.end()
    this.#hurry()
  }

  /** The line is over, on both sides. */
  closed(): void {
    this.open = false
    clearTimeout(this.#timer)
    this.#user.over(this.#code)
  }

  /** Says goodbye; the other side answers, or is cut off. */
  close(code: number, reason: string): void {
    this.#sayGoodbye(goodbyeOf(code, reason))
  }

  /** Cuts the line, without a word. */
  terminate(): void {
    this.open = false
    this.stream.destroy()
  }

  #sayGoodbye(payload: Uint8Array): void {
    if (!this.open) return
    this.open = false
    this.stream.write(controlFrame(opcodes.close, payload))
    this.#hurry()
  }

  /** Whoever does not come to an end is cut off. */
  #hurry(): void {
    this.#timer ??= setTimeout(destroy, this.#goodbyeWithin, this.stream).unref()
  }
}

/** A ping, a pong or a goodbye, in its frame. */
export function controlFrame(opcode: number, payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(2 + payload.length)
  frame[0] = 0x80 | opcode
  frame[1] = payload.length
  frame.set(payload, 2)
  return frame
}

function goodbyeOf(code: number, reason: string): Uint8Array {
  const payload = Buffer.allocUnsafe(2 + Buffer.byteLength(reason))
  payload.writeUInt16BE(code)
  payload.write(reason, 2)
  return payload
}

function destroy(stream: Socket): void {
  stream.destroy()
}

// The same functions for all sockets: none carries closures of its own.
function onData(this: Stream, chunk: Buffer): void {
  this[own]?.push(chunk)
}

/**
 * Node hands every chunk to its stream's `push`, which takes it through a buffer and then asks for more. All is read
 * at once here, so this goes straight to the reader, for 2 of 13 microseconds a message. What still waits in the
 * buffer comes first; and if Node ever went another way, everything would come as `data`.
 */
function onPush(this: Stream, chunk: Buffer | null): boolean {
  const socket = this[own]
  if (chunk === null || socket === undefined || this.readableLength > 0) return Duplex.prototype.push.call(this, chunk)
  socket.push(chunk)
  return true
}

function onEnd(this: Stream): void {
  this[own]?.end()
}

function onClose(this: Stream): void {
  this[own]?.closed()
}
