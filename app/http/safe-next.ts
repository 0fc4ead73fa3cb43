/** Where to go after signing in: only a path on this site, whatever the address said. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\\s]*$/.test(next)) return '/home'
  const base = 'http://here.invalid'
  try {
    const url = new URL(next, base)
    return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/home'
  } catch {
    return '/home'
  }
}
