/**
 * Tells open pages that text waits beside them: a word of the server's own among the carets, which every client knows how
 * to take and a plain one passes over. Nothing depends on it; pages also ask by themselves.
 */
import { bellClient, encodeAwareness, encodeServerMessage, frameOf } from '#domain/sync/wire.ts'
import type { Connection } from './connection.ts'

export function ringBell(peers: Iterable<Connection>): void {
  // Grows from one server to the next, and over restarts: an older word would be passed over.
  const clock = Math.floor(performance.timeOrigin + performance.now())
  const awareness = encodeAwareness([{ clientId: bellClient, clock, state: '{"rescued":true}' }])
  const frame = frameOf(encodeServerMessage({ kind: 'awareness', awareness }))
  for (const peer of peers) peer.sendFrame(frame)
}
