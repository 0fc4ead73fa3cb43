import { createHash } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** The id of a demo row: as long as a random one, and the same at every load, so that pictures and tests stay stable. */
export function demoId(path: string): string {
  let id = ''
  for (const byte of createHash('sha256').update(`fieldfolio demo ${path}`).digest().subarray(0, 16))
    id += alphabet[byte & 31]
  return id
}

/** A number from 0 up to and excluding `below`, decided by words alone. */
export function demoNumber(path: string, below: number): number {
  return createHash('sha256').update(`number ${path}`).digest().readUInt32BE(0) % below
}
