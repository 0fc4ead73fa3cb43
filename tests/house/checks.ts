import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export type HouseCheck = { name: string; words: string[] }
const root = join(import.meta.dirname, '../..')
const tool = (path: string) => join(root, 'node_modules', path)

/** Format and lint, types, which way the doors open, unused code. */
export const houseChecks: HouseCheck[] = [
  { name: 'format and lint', words: [tool('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=error', '.'] },
  { name: 'types', words: [tool('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
  {
    name: 'arrows',
    words: [
      tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      'tests/house/arrows.cjs',
      'app',
      'server',
      'db',
      'domain',
    ],
  },
  { name: 'unused', words: [tool('knip/bin/knip.js')] },
]

/** Runs one check quietly; what it printed is shown where it fails. */
export function runCheck({ name, words }: HouseCheck): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const right = status === 0
  process.stdout.write(`${right ? '✓' : '✗'} ${name}\n`)
  if (!right) process.stdout.write(`${stdout}\n${stderr}\n`)
  return right
}
