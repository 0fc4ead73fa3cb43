const finalBinary = 0x82
const saved = 120

/** `[120, nonce, sequence]` in its frame: said about as often as people pause, so it is written without detours. */
export function savedFrame(nonce: number, sequence: number): Uint8Array {
  const frame = Buffer.allocUnsafe(20)
  frame[0] = finalBinary
  frame[2] = saved
  const end = writeNumber(frame, sequence, writeNumber(frame, nonce, 3))
  frame[1] = end - 2
  return frame.subarray(0, end)
}

function writeNumber(bytes: Buffer, value: number, at: number): number {
  let rest = value
  let next = at
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[next++] = (rest % 128) | 128
  bytes[next++] = rest
  return next
}
