import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** 80 random bits as 16 characters of Crockford's base 32. */
export function newId(): string {
  const bytes = randomBytes(16)
  let id = ''
  for (const byte of bytes) id += alphabet[byte & 31]
  return id
}
