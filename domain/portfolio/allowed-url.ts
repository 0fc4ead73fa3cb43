/** Schemes that a link of a page may have; everything else could run code or reach into the reader's machine. */
const allowedSchemes = ['http:', 'https:', 'mailto:', 'tel:']

/**
 * The one gate for every address that enters or leaves a page: typed, pasted, stored by another client, rendered.
 * @returns the address, or null when it must not become a link. Addresses within the product (`/…`, `#…`) stay as they
 * are; `//host` and back-slashes are refused, because browsers read them as another site.
 */
export function allowedUrl(address: unknown): string | null {
  if (typeof address !== 'string') return null
  // Browsers skip control characters and blanks inside a scheme: `java\nscript:` is a script.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must go
  const plain = address.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\u200b-\u200f\ufeff]/g, '')
  if (plain === '' || plain.length > 2000 || plain.includes('\\')) return null
  if (plain.startsWith('#')) return plain
  if (plain.startsWith('/')) return plain.startsWith('//') ? null : plain
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(plain)?.[0]?.toLowerCase()
  if (!scheme || !allowedSchemes.includes(scheme)) return null
  if (scheme.startsWith('http') && !URL.canParse(plain)) return null
  return plain
}

/** What somebody typed into a link field: `example.org/a` means https. */
export function urlFromTyping(typed: string): string | null {
  const trimmed = typed.trim()
  const direct = allowedUrl(trimmed)
  if (direct) return direct
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(trimmed)) return allowedUrl(`mailto:${trimmed}`)
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/.test(trimmed)) return allowedUrl(`https://${trimmed}`)
  return null
}
