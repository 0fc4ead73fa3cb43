import type { WebSocket } from 'ws'
import type { Connection } from './connection.ts'

/** Close codes that the socket layer decides by itself, before a message is read. */
const ofTheSocketLayer: Record<string, number> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
}

/** Counts how this socket ends, once: by our word where we closed it, else by the other side's. */
export function countClose(socket: WebSocket, connection: Connection): void {
  let broken: number | undefined
  socket.once('error', ({ code }: Error & { code?: string }) => {
    if (code?.startsWith('WS_ERR_')) broken = ofTheSocketLayer[code] ?? 1002
  })
  socket.once('close', (code) => connection.live.closed(connection.closedWith ?? broken ?? code))
}
