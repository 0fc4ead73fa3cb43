/**
 * The wire of a live document: y-websocket's messages and two of our own.
 *
 *   [0, 0, vector]      sync step 1: "this is what I have"
 *   [0, 1, update]      sync step 2: "this is what you lack"
 *   [0, 2, update]      an edit
 *   [1, awareness]      carets and names
 *   [3]                 "who is here?"
 *   [120, nonce]        client: "is all I sent so far on disk?"   server: [120, nonce, sequence], after the commit
 *   [121, code, text]   server, only to a client that asked 120: "this edit was refused, because …"
 *
 * Numbers are variable-length unsigned integers, byte strings carry their length before them.
 */
import { createDecoder, type Decoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'

export const messageTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 120, refused: 121 } as const

/** The awareness id under which the server itself speaks: "something waits beside this page". No Yjs client has it. */
export const bellClient = 0

export const closeCodes = {
  malformed: 4400,
  sessionEnded: 4401,
  rightLost: 4403,
  gone: 4404,
  stale: 4409,
  tooLarge: 4413,
  refusedBySchema: 4422,
  tooFast: 4429,
  roleChanged: 4205,
  restarting: 1012,
  overloaded: 1013,
} as const
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

export type ClientMessage =
  | { kind: 'step-1'; vector: Uint8Array }
  | { kind: 'step-2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; awareness: Uint8Array }
  | { kind: 'query-awareness' }
  | { kind: 'saved?'; nonce: number }
  | { kind: 'unknown'; type: number }

/** @throws when the bytes are not a message. The parts are views of `bytes`, not copies. */
export function readClientMessage(bytes: Uint8Array): ClientMessage {
  const length = bytes.length
  // A keystroke, without building a reader for it.
  if (length > 3 && bytes[0] === messageTypes.sync && bytes[1] === 2 && bytes[2] === length - 3 && length < 131) {
    return { kind: 'update', update: bytes.subarray(3) }
  }
  const decoder = createDecoder(bytes)
  const type = readVarUint(decoder)
  switch (type) {
    case messageTypes.sync:
      return readSync(decoder)
    case messageTypes.awareness:
      return { kind: 'awareness', awareness: readVarUint8Array(decoder) }
    case messageTypes.queryAwareness:
      return { kind: 'query-awareness' }
    case messageTypes.saved:
      return { kind: 'saved?', nonce: readVarUint(decoder) }
    default:
      return { kind: 'unknown', type }
  }
}

function readSync(decoder: Decoder): ClientMessage {
  const step = readVarUint(decoder)
  const bytes = readVarUint8Array(decoder)
  if (step === 0) return { kind: 'step-1', vector: bytes }
  if (step === 1) return { kind: 'step-2', update: bytes }
  if (step === 2) return { kind: 'update', update: bytes }
  throw new Error(`sync step ${step} does not exist`)
}

export type ServerMessage =
  | { kind: 'step-1'; vector: Uint8Array }
  | { kind: 'step-2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; awareness: Uint8Array }
  | { kind: 'saved'; nonce: number; sequence: number }
  | { kind: 'refused'; code: number; text: string }

/** The bytes of one message, without the WebSocket frame around it. */
export function encodeServerMessage(message: ServerMessage): Uint8Array {
  const encoder = createEncoder()
  switch (message.kind) {
    case 'step-1':
      writeVarUint(encoder, messageTypes.sync)
      writeVarUint(encoder, 0)
      writeVarUint8Array(encoder, message.vector)
      break
    case 'step-2':
    case 'update':
      writeVarUint(encoder, messageTypes.sync)
      writeVarUint(encoder, message.kind === 'step-2' ? 1 : 2)
      writeVarUint8Array(encoder, message.update)
      break
    case 'awareness':
      writeVarUint(encoder, messageTypes.awareness)
      writeVarUint8Array(encoder, message.awareness)
      break
    case 'saved':
      writeVarUint(encoder, messageTypes.saved)
      writeVarUint(encoder, message.nonce)
      writeVarUint(encoder, message.sequence)
      break
    case 'refused':
      writeVarUint(encoder, messageTypes.refused)
      writeVarUint(encoder, message.code)
      writeVarString(encoder, message.text)
  }
  return toUint8Array(encoder)
}

/** One socket's entry in an awareness message; `state` is JSON text, `null` when the person left. */
export type AwarenessEntry = { clientId: number; clock: number; state: string }

/** @throws when the bytes are not an awareness message. */
export function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = createDecoder(bytes)
  const count = readVarUint(decoder)
  if (count > bytes.length) throw new Error('awareness message says more entries than it has bytes')
  const entries: AwarenessEntry[] = []
  for (let index = 0; index < count; index++) {
    entries.push({ clientId: readVarUint(decoder), clock: readVarUint(decoder), state: readVarString(decoder) })
  }
  return entries
}

export function encodeAwareness(entries: AwarenessEntry[]): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    writeVarUint(encoder, clientId)
    writeVarUint(encoder, clock)
    writeVarString(encoder, state)
  }
  return toUint8Array(encoder)
}

/** A state vector from its parts: for each client, how many of its clock ticks are known. */
export function encodeVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, clocks.size)
  for (const [client, clock] of [...clocks].sort((a, b) => b[0] - a[0])) {
    writeVarUint(encoder, client)
    writeVarUint(encoder, clock)
  }
  return toUint8Array(encoder)
}

/**
 * A message inside its unmasked WebSocket frame, as one buffer: the same for every peer, so it is built once.
 */
export function frameOf(message: Uint8Array): Uint8Array {
  const length = message.length
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = new Uint8Array(headLength + length)
  const finalBinary = 0x82
  frame[0] = finalBinary
  if (headLength === 2) frame[1] = length
  else {
    const view = new DataView(frame.buffer)
    frame[1] = headLength === 4 ? 126 : 127
    if (headLength === 4) view.setUint16(2, length)
    else view.setBigUint64(2, BigInt(length))
  }
  frame.set(message, headLength)
  return frame
}

/** What the client asks: `[120, nonce]`. */
export function encodeSavedQuestion(nonce: number): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, messageTypes.saved)
  writeVarUint(encoder, nonce)
  return toUint8Array(encoder)
}
