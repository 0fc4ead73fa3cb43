/** Caret colours: each reads on the paper and on the night page, and differs from its neighbours by hue. */
export const personColours = [
  '#8a4b1f',
  '#1f6f5c',
  '#5a4fa0',
  '#a03a5b',
  '#2f6690',
  '#6b6a1e',
  '#94467f',
  '#3d6b2f',
] as const

/** The same person has the same colour everywhere. */
export function personColour(personId: string): string {
  return personColours[hash32(personId) % personColours.length] ?? personColours[0]
}

/** FNV-1a, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}
