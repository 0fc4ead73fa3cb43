/** Bytes in their message and frame, and as a part of that. */
export type Framed = { frame: Uint8Array; update: Uint8Array }

const finalBinary = 0x82

/**
 * An edit as every peer gets it, `[0, 2, update]` in its unmasked WebSocket frame, built once around the received bytes.
 * @returns also the update as a part of the frame, so that memory holds the bytes once, and not the socket's buffer.
 */
export function editFrame(update: Uint8Array): Framed {
  return syncFrame(2, update)
}

/** What a client lacks, `[0, 1, update]`, in the same way. */
export function stateFrame(update: Uint8Array): Framed {
  return syncFrame(1, update)
}

function syncFrame(step: number, update: Uint8Array): Framed {
  const { length } = update
  let message = 3 + length
  for (let rest = length; rest > 127; rest >>>= 7) message++
  const head = message < 126 ? 2 : message < 65_536 ? 4 : 10
  // A part of a shared block: streams take a Buffer as it is, and a block of its own would weigh more than a keystroke.
  const frame = Buffer.allocUnsafe(head + message)
  frame[0] = finalBinary
  if (head === 2) frame[1] = message
  else {
    frame[1] = head === 4 ? 126 : 127
    if (head === 4) frame.writeUInt16BE(message, 2)
    else frame.writeBigUInt64BE(BigInt(message), 2)
  }
  frame[head] = 0
  frame[head + 1] = step
  let at = head + 2
  let rest = length
  for (; rest > 127; rest >>>= 7) frame[at++] = (rest & 127) | 128
  frame[at++] = rest
  frame.set(update, at)
  return { frame, update: frame.subarray(at) }
}
