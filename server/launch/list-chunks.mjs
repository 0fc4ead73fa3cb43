import { mkdirSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'

/**
 * Writes build/client-chunks.json: what every file that browsers get is made of and asks for next. The tests of page
 * weight and the benchmark of pages read it; it is not served.
 * @returns {import('vite').Plugin}
 */
export function listChunks() {
  let forServer = false
  let root = ''
  /** @param {string} id */
  const named = (id) => {
    const path = id.replaceAll('\0', '').replace(/\?.*$/, '')
    const own = relative(root, path)
    return isAbsolute(path) && !own.startsWith('..') ? own : path.replace(/^.*\/node_modules\//, 'node_modules/')
  }
  return {
    name: 'fieldfolio-list-chunks',
    apply: 'build',
    configResolved(config) {
      forServer = Boolean(config.build.ssr)
      root = config.root
    },
    generateBundle(_options, bundle) {
      if (forServer) return
      const chunks = Object.values(bundle).flatMap((chunk) => {
        if (chunk.type !== 'chunk') return []
        const { fileName, facadeModuleId, imports, dynamicImports, viteMetadata, modules } = chunk
        const kept = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0)
        const lengths = kept.map(([id, { renderedLength }]) => [named(id), renderedLength])
        const entry = facadeModuleId ? named(facadeModuleId) : undefined
        const css = [...(viteMetadata?.importedCss ?? [])]
        return [{ file: fileName, entry, imports, dynamicImports, css, modules: Object.fromEntries(lengths) }]
      })
      mkdirSync(join(root, 'build'), { recursive: true })
      writeFileSync(join(root, 'build/client-chunks.json'), JSON.stringify(chunks, null, 1))
    },
  }
}
