import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeServerMessage,
  encodeVector,
  frameOf,
  readAwareness,
  readClientMessage,
} from '#domain/sync/wire.ts'
import { editFrame } from '#server/collaboration/edit-frame.ts'
import { TokenBucket } from '#server/collaboration/token-bucket.ts'

describe('The wire', () => {
  it('frames a message of any length as WebSocket says', () => {
    expect([...frameOf(new Uint8Array(125)).slice(0, 2)]).toEqual([0x82, 125])
    expect([...frameOf(new Uint8Array(126)).slice(0, 4)]).toEqual([0x82, 126, 0, 126])
    expect([...frameOf(new Uint8Array(65_535)).slice(0, 4)]).toEqual([0x82, 126, 255, 255])
    expect([...frameOf(new Uint8Array(65_536)).slice(0, 10)]).toEqual([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0])
  })

  it('wraps an edit without touching its bytes', () => {
    for (const length of [1, 127, 128, 20_000]) {
      const update = new Uint8Array(length).fill(7)
      const { frame, update: inside } = editFrame(update)
      expect(new Uint8Array(inside)).toEqual(update)
      expect(new Uint8Array(frame)).toEqual(frameOf(encodeServerMessage({ kind: 'update', update })))
    }
  })

  it('reads what it writes', () => {
    expect(readClientMessage(encodeServerMessage({ kind: 'step-1', vector: new Uint8Array([1, 2]) }))).toEqual({
      kind: 'step-1',
      vector: new Uint8Array([1, 2]),
    })
    const entries = [{ clientId: 4_000_000_000, clock: 3, state: '{"a":"é"}' }]
    expect(readAwareness(encodeAwareness(entries))).toEqual(entries)
    const document = new Y.Doc()
    document.getText('t').insert(0, 'abc')
    expect(encodeVector(new Map([[document.clientID, 3]]))).toEqual(Y.encodeStateVector(document))
  })

  it('lets so many through at once, and so many a second after', () => {
    let now = 0
    const bucket = new TokenBucket(3, 2, () => now)
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false])
    now = 500
    expect([bucket.take(), bucket.take()]).toEqual([true, false])
    now = 60_000
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false])
  })
})
