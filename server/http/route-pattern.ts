/** Which route answers a path, as its pattern: `/entries/:entryId`. Numbers about requests never name an address. */
export type RouteManifest = Record<string, { id: string; parentId?: string; path?: string } | undefined>

/** The pattern of what is answered beside the pages; `*` where it is none of them. */
export function ownPattern(path: string): string {
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return path
  if (path.startsWith('/uploads/')) return '/uploads/*'
  return /^\/evidence\/[^/]+\/(file|thumbnail)$/.test(path) ? `/evidence/:evidenceId/${path.split('/')[3]}` : '*'
}

type Pattern = { pattern: string; expression: RegExp; weight: number }

/** @returns the pattern of a path; `*` where no page has it. */
export function routePatterns(routes: RouteManifest): (path: string) => string {
  const patterns: Pattern[] = []
  for (const route of Object.values(routes)) {
    if (!route || route.id === 'root') continue
    const segments = segmentsOf(routes, route.id)
    if (segments.includes('*')) continue
    const source = segments.map((segment) => (segment.startsWith(':') ? '[^/]+' : escaped(segment))).join('/')
    // Words before parameters, as the pages' router has it.
    const weight = segments.filter((segment) => segment.startsWith(':')).length
    patterns.push({ pattern: `/${segments.join('/')}`, expression: new RegExp(`^/${source}$`), weight })
  }
  patterns.sort((a, b) => a.weight - b.weight)
  return (path) => {
    const plain = path.replace(/\.data$/, '').replace(/(?<=.)\/+$/, '')
    const wanted = plain === '/_root' ? '/' : plain
    return patterns.find(({ expression }) => expression.test(wanted))?.pattern ?? '*'
  }
}

function segmentsOf(routes: RouteManifest, id: string): string[] {
  const route = routes[id]
  if (!route) return []
  const above = route.parentId ? segmentsOf(routes, route.parentId) : []
  return [...above, ...(route.path ?? '').split('/').filter(Boolean)]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
