/** The addresses of an entry's versions: whoever reads the draft reads them, whoever writes it names and brings back. */
import { act, may, type RouteRow } from './route-row.ts'

export const versionRows: RouteRow[] = [false, true].flatMap((personal): RouteRow[] => {
  const kind = personal ? 'personal-entry' : 'entry'
  const id = (w: Parameters<RouteRow['path']>[0]) => (personal ? w.personal.id : w.shared.id)
  const version = (w: Parameters<RouteRow['path']>[0]) => (personal ? w.versionIds.personal : w.versionIds.shared)
  const writes = (name: string) => ({ body: act(name, () => ({ name: 'Draft' })), may: may(kind, 'write') })
  const readers = { through: 'portfolio' as const, to: may(kind, 'read') }
  return [
    {
      file: 'entries.$entryId_.versions._index/route.tsx',
      path: (w) => `/entries/${id(w)}/versions`,
      kind: 'page',
      ...readers,
      posts: [writes('name')],
    },
    {
      file: 'entries.$entryId_.versions.$versionId/route.tsx',
      path: (w) => `/entries/${id(w)}/versions/${version(w)}`,
      kind: 'page',
      ...readers,
      posts: [writes('name'), writes('restore')],
    },
    {
      file: 'entries.$entryId_.versions.compare/route.tsx',
      path: (w) => `/entries/${id(w)}/versions/compare?from=${version(w)}&to=now`,
      kind: 'page',
      ...readers,
    },
    {
      file: 'api.entries.$entryId_.wrote.ts',
      path: (w) => `/api/entries/${id(w)}/wrote?block=${personal ? w.blockIds.personal : w.blockIds.shared}`,
      kind: 'api',
      ...readers,
      shows: may(kind, 'read-contributions'),
    },
  ]
})
