import { randomFillSync } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 16

/** Random bytes for the next ids, fetched for many at once: each fetch costs more than an id. Each byte is used once. */
const block = Buffer.alloc(64 * length)
let used = block.length

/** 80 random bits as 16 characters of Crockford's base 32. */
export function newId(): string {
  if (used === block.length) {
    randomFillSync(block)
    used = 0
  }
  let id = ''
  for (const end = used + length; used < end; used++) id += alphabet[(block[used] ?? 0) & 31]
  return id
}
