import { frameOf } from '#domain/sync/wire.ts'

/**
 * An edit as every peer gets it, `[0, 2, update]` in its WebSocket frame, built once around the received bytes.
 * @returns also the update as a part of the frame, so that memory holds the bytes once, and not the socket's buffer.
 */
export function editFrame(update: Uint8Array): { frame: Uint8Array; update: Uint8Array } {
  const length: number[] = []
  let rest = update.length
  while (rest > 127) {
    length.push((rest & 127) | 128)
    rest >>>= 7
  }
  length.push(rest)
  const message = new Uint8Array(2 + length.length + update.length)
  message[1] = 2
  message.set(length, 2)
  message.set(update, 2 + length.length)
  const frame = frameOf(message)
  return { frame, update: frame.subarray(frame.length - update.length) }
}
