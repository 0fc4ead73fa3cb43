/** Updates written by hand, as no editor writes them. */
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding'

export type Encoder = ReturnType<typeof createEncoder>

/** An update of one client's parts, written by hand. */
export function crafted(
  count: number,
  write: (encoder: Encoder, n: number, client: number) => void,
  { client, clock } = { client: 77, clock: 0 },
): Uint8Array {
  const encoder = createEncoder()
  for (const number of [1, count, client, clock]) writeVarUint(encoder, number)
  for (let n = 0; n < count; n++) write(encoder, n, client)
  writeVarUint(encoder, 0)
  return toUint8Array(encoder)
}

/** Where a part stands: in the page, or in the part before it. */
export function under(encoder: Encoder, n: number, client: number): void {
  writeVarUint(encoder, n === 0 ? 1 : 0)
  if (n === 0) writeVarString(encoder, 'default')
  else {
    writeVarUint(encoder, client)
    writeVarUint(encoder, n - 1)
  }
}
