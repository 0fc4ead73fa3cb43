/**
 * `npm test`: everything, in one run. First the checks of the house, then every test on both databases, with a real S3
 * server and in real Chromium. Ends with the line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { houseChecks, runCheck } from './house/checks.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'fieldfolio-tests-'))
const report = join(folder, 'report.json')

let passed = 0
let failed = 0
for (const check of houseChecks) {
  if (runCheck(check)) passed += 1
  else failed += 1
}

const vitest = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' } },
)
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  failed +=
    result.numFailedTests +
    result.testResults.filter(
      (file: { status: string; assertionResults: unknown[] }) =>
        file.status === 'failed' && file.assertionResults.length === 0,
    ).length
  const skipped = result.numPendingTests + result.numTodoTests
  if (process.env.CI && skipped > 0) {
    process.stdout.write(`${skipped} tests were skipped, which counts as failed here\n`)
    failed += skipped
  }
} catch {
  failed += 1
}
if (vitest.status !== 0 && failed === 0) failed += 1
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
