/** `npm run check`: format, lint, types, arrows, unused code and the fast tests; at most three minutes. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { houseChecks, runCheck } from './house/checks.ts'

const root = join(import.meta.dirname, '..')
const right = houseChecks.map(runCheck).every(Boolean)
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config=tests/vitest.config.ts', '--project', 'rules'],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
process.exit(right && status === 0 ? 0 : 1)
