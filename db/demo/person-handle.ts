const apart: Record<string, string> = { ø: 'o', å: 'a', æ: 'ae', ß: 'ss', ł: 'l', đ: 'd', œ: 'oe' }

function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[øæßłđœ]/g, (letter) => apart[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .trim()
    .replace(/\s+/g, '-')
}

/**
 * What stands before the @ in a demo address: `<given>.<family>` in lower case, marks folded, hyphens kept, apostrophes
 * dropped, several words of a name joined by a hyphen. A person with one name has no dot.
 */
export function personHandle(given: string, family: string): string {
  return [given, family].filter(Boolean).map(fold).join('.')
}
