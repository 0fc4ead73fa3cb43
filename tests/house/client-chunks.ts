/** What browsers load for a page, read from the list that the build writes (server/launch/list-chunks.mjs). */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

type Chunk = {
  file: string
  entry?: string
  imports: string[]
  dynamicImports: string[]
  css: string[]
  /** Path from the root or from node_modules, and the characters of it that are left. */
  modules: Record<string, number>
}

const build = join(import.meta.dirname, '../../build')
const list = join(build, 'client-chunks.json')

/** Kilobytes of 1,024 bytes, as they travel. */
export const travelSize = (file: string) =>
  gzipSync(readFileSync(join(build, 'client', file)), { level: 9 }).length / 1024

export const kilobytes = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + travelSize(file), 0)

export function readChunks() {
  if (!existsSync(list)) throw new Error('There is no build to weigh: run `npm run build` first.')
  const chunks: Chunk[] = JSON.parse(readFileSync(list, 'utf8'))
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]))
  const shell = chunks.filter(({ entry }) => entry === 'app/root.tsx' || entry?.includes('entry.client'))

  /** Everything that these files import, themselves included; `later` also what they import once they run. */
  function closure(files: string[], later = false): Set<string> {
    const seen = new Set<string>()
    const visit = (file: string) => {
      const chunk = byFile.get(file)
      if (!chunk || seen.has(file)) return
      seen.add(file)
      for (const next of later ? [...chunk.imports, ...chunk.dynamicImports] : chunk.imports) visit(next)
    }
    for (const file of files) visit(file)
    return seen
  }

  const routes = chunks.filter(({ entry }) => entry?.startsWith('app/routes/') && entry.endsWith('.tsx'))
  return {
    /** Routes that are pages, by their path below app/routes. */
    routes: routes.map(({ entry }) => entry!.slice('app/routes/'.length)),
    closure,
    /** The files of a route's page: at once, or with what it fetches after it shows. */
    filesOf(route: string, later = false) {
      const own = routes.find(({ entry }) => entry === `app/routes/${route}`)
      if (!own) throw new Error(`The build has no route ${route}`)
      return closure(
        [...shell, own].map(({ file }) => file),
        later,
      )
    },
    modulesIn: (files: Iterable<string>) => [...files].flatMap((file) => Object.keys(byFile.get(file)?.modules ?? {})),
    all: chunks.map(({ file }) => file),
  }
}
