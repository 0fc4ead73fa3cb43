const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/** 80 random bits in Crockford base 32: never met twice, also not on two machines that are offline. */
export function newBlockId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % 32]).join('')
}
