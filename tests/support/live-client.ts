/** Sockets for tests of live documents: a plain y-websocket client, and a raw one that can say anything. */
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

// Each y-websocket client waits for the end of this process.
process.setMaxListeners(0)

/** A plain y-websocket client, with nothing of ours but the cookie. */
export function plainClient(appUrl: string, documentId: string, cookie: string, document = new Y.Doc()) {
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie, origin: appUrl } })
    }
  }
  const provider = new WebsocketProvider(`${appUrl.replace(/^http/, 'ws')}/collab`, documentId, document, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    params: { schema: '1', epoch: '1' },
    disableBc: true,
  })
  const close = () => {
    provider.destroy()
    provider.awareness.destroy()
    document.destroy()
  }
  return { document, provider, close, synced: () => until(() => provider.synced, 'synced') }
}
export type PlainClient = ReturnType<typeof plainClient>

export type Heard =
  | { kind: 'step-1' | 'step-2' | 'update' | 'awareness'; bytes: Uint8Array }
  | { kind: 'saved'; nonce: number; sequence: number }
  | { kind: 'refused'; code: number; text: string }

/** A raw socket: sends any bytes, keeps what it heard in order. */
export async function rawClient(
  appUrl: string,
  documentId: string,
  cookie: string | undefined,
  query = '?schema=1&epoch=1',
  origin: string | undefined = appUrl,
) {
  const socket = new WebSocket(`${appUrl.replace(/^http/, 'ws')}/collab/${documentId}${query}`, {
    headers: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
  })
  const heard: Heard[] = []
  let closed: number | undefined
  socket.on('message', (data: Buffer) => heard.push(readHeard(data)))
  socket.on('close', (code) => {
    closed = code
  })
  const status = await new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.resume()
      socket.terminate()
    })
    socket.on('error', () => resolve(0))
  })
  return {
    socket,
    status,
    heard,
    closeCode: () => until(() => closed !== undefined, 'closed').then(() => closed),
    isClosed: () => closed !== undefined,
    send: (bytes: Uint8Array | string) => socket.send(bytes),
    sendUpdate: (update: Uint8Array) => socket.send(message(0, 2, update)),
    sendStep2: (update: Uint8Array) => socket.send(message(0, 1, update)),
    sendStep1: (vector: Uint8Array) => socket.send(message(0, 0, vector)),
    sendAwareness: (bytes: Uint8Array) => socket.send(message(1, undefined, bytes)),
    askSaved: (nonce: number) => socket.send(numbers(120, nonce)),
    saved: (nonce: number, milliseconds?: number) =>
      until(() => heard.some((one) => one.kind === 'saved' && one.nonce === nonce), `saved ${nonce}`, milliseconds),
    close: () => socket.terminate(),
  }
}
export type RawClient = Awaited<ReturnType<typeof rawClient>>

export function numbers(...values: number[]): Uint8Array {
  const encoder = createEncoder()
  for (const value of values) writeVarUint(encoder, value)
  return toUint8Array(encoder)
}

export function message(type: number, step: number | undefined, bytes: Uint8Array): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, type)
  if (step !== undefined) writeVarUint(encoder, step)
  writeVarUint8Array(encoder, bytes)
  return toUint8Array(encoder)
}

export function readHeard(data: Uint8Array): Heard {
  const decoder = createDecoder(data)
  const type = readVarUint(decoder)
  if (type === 1) return { kind: 'awareness', bytes: readVarUint8Array(decoder) }
  if (type === 120) return { kind: 'saved', nonce: readVarUint(decoder), sequence: readVarUint(decoder) }
  if (type === 121) return { kind: 'refused', code: readVarUint(decoder), text: readVarString(decoder) }
  const kinds = ['step-1', 'step-2', 'update'] as const
  return { kind: kinds[readVarUint(decoder)]!, bytes: readVarUint8Array(decoder) }
}

/** Time in which nobody could look counts as so much: a machine that was put to sleep is no broken promise. */
const longestLook = 500

/** Waits until something holds, looking often. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  milliseconds = 5_000,
): Promise<void> {
  let waited = 0
  for (let looked = performance.now(); !(await holds()); looked = performance.now()) {
    if (waited > milliseconds) throw new Error(`not within ${milliseconds} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    waited += Math.min(performance.now() - looked, longestLook)
  }
}

/** The words of every text block, in order. */
export function wordsOf(document: Y.Doc): string[] {
  const blocks = document.getXmlFragment('default').toArray()
  return blocks.map((block) =>
    (block as Y.XmlElement)
      .toArray()
      .map((text) => text.toString())
      .join(''),
  )
}

/** The text of a page's n-th block, made if it is not there. */
export function textOf(document: Y.Doc, index = 0): Y.XmlText {
  const block = document.getXmlFragment('default').get(index) as Y.XmlElement
  const first = block.get(0)
  if (first instanceof Y.XmlText) return first
  const text = new Y.XmlText()
  block.insert(0, [text])
  return text
}

/** The bytes of what `act` does to a document. */
export function updateOf(document: Y.Doc, act: (document: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => updates.push(update)
  document.on('update', collect)
  document.transact(() => act(document))
  document.off('update', collect)
  const [only] = updates
  if (!only || updates.length > 1) throw new Error(`an act made ${updates.length} updates`)
  return only
}
