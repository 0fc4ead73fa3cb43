import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { certificateId } from '#db/demo/load-other-cohorts.ts'
import { portfolioId, readWorld } from '#db/demo/read-world.ts'
import { settings } from '#server/config.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })]

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
/** The id that a heading gets on the usual hosts. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replace(/ /g, '-')

it('every relative link in the README and in docs leads to a file, and to a heading where it names one', () => {
  const dead = pages.flatMap((page) =>
    [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, address]) => {
      if (/^[a-z]+:/.test(address!)) return []
      const [place = '', anchor] = address!.split('#')
      const target = relative(root, place ? resolve(root, dirname(page), place) : join(root, page))
      if (!existsSync(join(root, target))) return [`${page}: ${address}`]
      const headings = anchor ? [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, words]) => anchorOf(words!)) : []
      return anchor && !headings.includes(anchor) ? [`${page}: ${address}`] : []
    }),
  )
  expect(dead).toEqual([])
})

it('every dependency and every override is explained in docs/dependencies.md', () => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(read('package.json'))
  const explained = read('docs/dependencies.md')
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides })
  expect(names.filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})

it('every setting stands in the table of docs/operating.md with what it is and its default', () => {
  const rows = read('docs/operating.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))
  const missing = settings.filter(
    ({ name, about, fallback }) =>
      !rows.some(([, first, second, third]) => first === name && second === about && third === fallback),
  )
  expect(missing).toEqual([])
})

it('decisions are numbered once each', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root }).map((path) => path.split('/').at(-1)!.slice(0, 4))
  expect(numbers.filter((number, index) => !/^\d{4}$/.test(number) || numbers.indexOf(number) !== index)).toEqual([])
})

it('whoever follows the README through the demo finds its people and addresses there', () => {
  const walk = read('README.md')
  const handles = [...walk.matchAll(/`([a-z-]+\.(?!json)[a-z-]+)`/g)].map(([, handle]) => handle!)
  const known = readWorld().people.map((person) => person.handle)
  expect(handles.length).toBeGreaterThan(8)
  expect(handles.filter((handle) => !known.includes(handle))).toEqual([])
  for (const sequence of [1, 3, 6]) expect(walk).toContain(`/verify/${certificateId(sequence)})`)
  expect(walk).toContain(`/stories/${portfolioId('threads')})`)
})
