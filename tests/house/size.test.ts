import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const files = globSync('{app,server,db,domain}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\/(migrations|demo)\//.test(path))
  .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines)

it('every file fits on a few screens: none over 300 lines, nine of ten within 220, the middle one within 70', () => {
  expect(files.filter((file) => file.lines > 300)).toEqual([])
  expect(files[Math.floor(files.length * 0.9)]!.lines).toBeLessThanOrEqual(220)
  expect(files[Math.floor(files.length * 0.5)]!.lines).toBeLessThanOrEqual(70)
})

it('no file is named after everything and nothing', () => {
  expect(files.filter((file) => /(utils?|helpers?|services?|manager|misc|common)\.tsx?$/.test(file.path))).toEqual([])
})
