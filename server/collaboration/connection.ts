/**
 * One socket in one room: what it may do now, how fast it speaks, and what waits to be written to it.
 *
 * Frames for peers are built once and written as they are to the raw socket, several at a time. A peer that does not
 * read loses carets first and then its connection: it comes back and syncs by state vector, so nothing is lost.
 */
import type { Socket } from 'node:net'
import { limits } from '#domain/limits.ts'
import {
  type ClientMessage,
  type CloseCode,
  closeCodes,
  encodeServerMessage,
  frameOf,
  messageTypes,
  readClientMessage,
  type ServerMessage,
} from '#domain/sync/wire.ts'
import type { LiveMetrics } from '../operations/live-metrics.ts'
import { opcodes } from './frame-reader.ts'
import { controlFrame, LiveSocket, type SocketUser } from './live-socket.ts'
import type { Pace } from './pace.ts'
import { TokenBucket } from './token-bucket.ts'
import { writeSoon } from './write-soon.ts'

/** Who sits at this socket, and with which right now. Renewed while it is open. */
export type Seat = {
  personId: string
  name: string
  /** The relation that lets them in: member, mentor, champion, … */
  role: string
  teamId: string
  sessionId: string
  mayWrite: boolean
}

export interface Receiver {
  receive(connection: Connection, message: ClientMessage): void
  leave(connection: Connection): void
}

const areYouThere = controlFrame(opcodes.ping, new Uint8Array())

export class Connection implements SocketUser {
  readonly id: string
  readonly documentId: string
  seat: Seat
  /** Whether it ever asked `saved?`, and so understands messages 120 and 121. */
  asks = false
  /** Why an edit of this socket was refused; nothing of it is called saved any more. */
  refusal: { code: number; text: string } | undefined
  refusedEdits = 0
  /** It sent something that hangs in the air: until it has sent the rest, nothing is called saved. */
  gap: { nonce: number | undefined } | undefined
  gaps = 0
  readonly wholeStates: TokenBucket
  /** When its rights were last asked for. */
  checkedAt: number
  /** The server has closed it: what it sent after that does not count. What it sent before it left does. */
  dismissed = false
  /** The code with which the server closed it. */
  closedWith: CloseCode | undefined
  readonly live: LiveMetrics
  /** What had come in when it was last asked whether it is still there. */
  #readBefore = -1
  #ended = false
  #receiver: Receiver | undefined
  /** What is written at the end of this turn: mostly one frame. */
  #outbox: Uint8Array | undefined
  #more: Uint8Array[] | undefined
  #outboxBytes = 0
  /** Bytes of whole states on their way: on a slow line they are no sign of a stuck peer. */
  #stateBytes = 0
  #stateInOutbox = 0
  readonly #messages: TokenBucket
  readonly #carets: TokenBucket
  readonly #control: TokenBucket
  readonly #socket: LiveSocket
  readonly #stream: Socket

  constructor(
    id: string,
    documentId: string,
    seat: Seat,
    stream: Socket,
    head: Uint8Array,
    { pace, live }: { pace: Pace; live: LiveMetrics },
  ) {
    this.id = id
    this.documentId = documentId
    this.seat = seat
    this.#socket = new LiveSocket(stream, head, this, pace.goodbyeWithin)
    this.#stream = stream
    this.live = live
    this.checkedAt = pace.now()
    this.#messages = new TokenBucket(limits.messageBurst, limits.messagesPerSecond, pace.now)
    this.#control = new TokenBucket(limits.messageBurst, limits.messagesPerSecond, pace.now)
    this.#carets = new TokenBucket(limits.caretBurst, limits.caretsPerSecond, pace.now)
    this.wholeStates = new TokenBucket(limits.syncStep1PerMinute, limits.syncStep1PerMinute / 60, pace.now)
  }

  /** From now on everything goes to the receiver, until the socket ends. */
  begin(receiver: Receiver): void {
    this.#receiver = receiver
  }

  message(bytes: Uint8Array, isText: boolean): void {
    const message = this.#read(bytes, isText)
    if (message) this.#receiver?.receive(this, message)
  }

  ping(bytes: Uint8Array): void {
    if (this.#takeControl()) this.sendFrame(controlFrame(opcodes.pong, bytes))
  }

  pong(): void {
    this.#takeControl()
  }

  over(code: number): void {
    this.#ended = true
    this.live.closed(this.closedWith ?? code)
    this.#receiver?.leave(this)
  }

  get open(): boolean {
    return this.#socket.open
  }

  /** Bytes that this peer has not read yet. */
  get unread(): number {
    return this.#stream.writableLength + this.#outboxBytes
  }

  /** Pings and pongs are bounded like messages, and apart from them. */
  #takeControl(): boolean {
    if (this.#control.take()) return true
    this.close(closeCodes.tooFast, 'too many pings')
    return false
  }

  #read(data: Uint8Array, isText: boolean): ClientMessage | undefined {
    const bucket = data[0] === messageTypes.awareness ? this.#carets : this.#messages
    if (!bucket.take(1 + Math.floor(data.length / limits.messageUnit)))
      return this.close(closeCodes.tooFast, 'too many messages')
    if (isText) return this.close(closeCodes.malformed, 'messages are binary')
    if (data.length > limits.frame) return this.close(closeCodes.tooLarge, 'a message of more than 2 MB')
    try {
      return readClientMessage(data)
    } catch {
      return this.close(closeCodes.malformed, 'not a message')
    }
  }

  send(message: ServerMessage): void {
    this.sendFrame(frameOf(encodeServerMessage(message)))
  }

  /** Answers a sync step. Whoever asks again without having read the last answer is gone. */
  sendState(frame: Uint8Array): undefined {
    if (this.unread > limits.stuckPeer) return this.terminate()
    this.sendFrame(frame)
    this.#stateInOutbox += frame.length
  }

  /** Writes a frame that was built before, together with the others of this turn. */
  sendFrame(frame: Uint8Array): void {
    if (!this.open) return
    this.#outboxBytes += frame.length
    if (this.#outbox === undefined) {
      this.#outbox = frame
      writeSoon(this)
    } else if (this.#more === undefined) this.#more = [frame]
    else this.#more.push(frame)
  }

  /** Writes what waits to be written. */
  flush(): void {
    const first = this.#outbox
    const more = this.#more
    this.#outbox = undefined
    this.#more = undefined
    this.#outboxBytes = 0
    if (first === undefined || !this.open || this.#stream.destroyed) return
    if (this.#stream.writableLength === 0) this.#stateBytes = 0
    this.#stateBytes += this.#stateInOutbox
    this.#stateInOutbox = 0
    if (this.unread > limits.stuckPeer + this.#stateBytes) {
      this.#socket.terminate()
      return
    }
    if (more === undefined) {
      this.#stream.write(first)
      return
    }
    this.#stream.cork()
    this.#stream.write(first)
    for (const frame of more) this.#stream.write(frame)
    this.#stream.uncork()
  }

  /** Says why an edit was not taken, to who understands it; from now on nothing of this socket is called saved. */
  refuse(code: number, text: string): void {
    this.refusal = { code, text }
    this.refusedEdits++
    if (this.asks) this.send({ kind: 'refused', code, text })
  }

  /** Ends the connection; what arrives after this is not read. */
  close(code: CloseCode, reason: string): undefined {
    if (this.#ended) return undefined
    this.flush()
    this.#ended = true
    this.dismissed = true
    this.closedWith = code
    this.#socket.close(code, reason)
    return undefined
  }

  terminate(): undefined {
    this.#socket.terminate()
  }

  /**
   * Asks whether the other side is still there; a side that said nothing since the last time is gone. Any byte counts:
   * in the middle of a long message on a slow line nobody can answer.
   */
  askIfThere(): void {
    const { bytesRead } = this.#stream
    if (bytesRead === this.#readBefore) this.terminate()
    else {
      this.#readBefore = bytesRead
      this.sendFrame(areYouThere)
    }
  }
}
