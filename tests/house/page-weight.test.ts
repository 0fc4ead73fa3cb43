import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kilobytes, readChunks, travelSize } from './client-chunks.ts'

const chunks = readChunks()
const editorPage = 'entries.$entryId/route.tsx'
/** Reads unsaved words out of their copies, and fetches Yjs only where there are some. */
const keptPage = 'kept/route.tsx'
const withEditor = new Set([
  ...chunks.filesOf(editorPage),
  ...chunks.closure(chunks.all.filter((file) => file.includes('page-editor.client'))),
])
const liveText = /^node_modules\/(yjs|y-protocols|y-websocket|lib0|prosemirror-[^/]*|@tiptap\/[^/]*)\//
const ofTheServer = /^(server|db)\/|^node_modules\/(kysely|better-sqlite3|pg|pino|sharp|zod|@node-rs\/[^/]*)\//

describe('what a page weighs on its way (gzip)', () => {
  it('a page without the editor has at most 105 KB of JavaScript', () => {
    const heavy = chunks.routes
      .filter((route) => route !== editorPage)
      .map((route) => ({ route, kilobytes: kilobytes(chunks.filesOf(route, route !== keptPage)) }))
      .filter((page) => page.kilobytes > 105)
    expect(heavy).toEqual([])
  })

  it('an entry shows its text with at most 105 KB, and is written with at most 280 KB', () => {
    expect(kilobytes(chunks.filesOf(editorPage))).toBeLessThanOrEqual(105)
    expect(kilobytes(withEditor)).toBeLessThanOrEqual(280)
  })

  it('an entry with a thinking tool at rest has at most 280 KB too; its editor comes when work begins, for 20 KB more', () => {
    const drawing = chunks.closure(chunks.all.filter((file) => /\bregistry-/.test(file)))
    const atRest = new Set([...withEditor, ...drawing])
    expect(atRest.size).toBeGreaterThan(withEditor.size)
    expect(kilobytes(atRest)).toBeLessThanOrEqual(280)
    const inWork = new Set([...atRest, ...chunks.closure(chunks.all.filter((file) => file.includes('mount-tool')))])
    expect(inWork.size).toBeGreaterThan(atRest.size)
    expect(kilobytes(inWork) - kilobytes(atRest)).toBeLessThanOrEqual(20)
  })

  it('all style sheets together have at most 25 KB', () => {
    const sheets = readdirSync(join(import.meta.dirname, '../../build/client/assets')).filter((name) =>
      name.endsWith('.css'),
    )
    expect(sheets.length).toBeGreaterThan(0)
    expect(kilobytes(sheets.map((name) => `assets/${name}`))).toBeLessThanOrEqual(25)
  })

  it('two fonts are fetched ahead, of at most 90 KB each', () => {
    const root = readFileSync(join(import.meta.dirname, '../../app/root.tsx'), 'utf8')
    const names = [...root.matchAll(/files\/([\w-]+)\.woff2\?url/g)].map((match) => match[1]!)
    expect(names).toHaveLength(2)
    const built = readdirSync(join(import.meta.dirname, '../../build/client/assets'))
    for (const name of names) {
      const file = built.find((one) => one.startsWith(`${name}-`) && one.endsWith('.woff2'))
      expect(travelSize(`assets/${file}`), name).toBeLessThanOrEqual(90)
    }
  })
})

describe('what browsers never need', () => {
  it.each(chunks.routes.filter((route) => route !== editorPage))('%s brings no live text', (route) => {
    expect(chunks.modulesIn(chunks.filesOf(route, route !== keptPage)).filter((path) => liveText.test(path))).toEqual(
      [],
    )
  })

  it('text can be read before the live text comes', () => {
    expect(chunks.modulesIn(chunks.filesOf(editorPage)).filter((path) => liveText.test(path))).toEqual([])
    expect(chunks.modulesIn(withEditor).filter((path) => liveText.test(path))).not.toEqual([])
  })

  it('no file holds code of the server, of the database, or the checker of what arrives', () => {
    expect(chunks.modulesIn(chunks.all).filter((path) => ofTheServer.test(path))).toEqual([])
  })
})
