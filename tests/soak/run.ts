/**
 * `npm run soak -- <name> …`: the long runs of this folder (all, without a name). Each prints JSON lines and its seed;
 * the exit code is 1 when one of them failed. `SOAK_MINUTES` and `SEED` are read by the runs.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const ending = '.soak.ts'
const known = readdirSync(import.meta.dirname).flatMap((file) =>
  file.endsWith(ending) ? [file.slice(0, -ending.length)] : [],
)
const names = process.argv.slice(2)
const strange = names.filter((name) => !known.includes(name))
if (strange.length > 0) {
  process.stderr.write(`No such run: ${strange.join(', ')}. There are: ${known.join(', ')}\n`)
  process.exit(64)
}
const files = (names.length > 0 ? names : known).map((name) => `tests/soak/${name}${ending}`)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config=tests/soak/vitest.config.ts', ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
)
process.exit(status === 0 ? 0 : 1)
