/** Starts one real PostgreSQL for a test run, with a migrated database that tests copy. */
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { ownPostgres } from './own-postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await ownPostgres({ fsync: 'off' })
  await postgres.createDatabase('migrated')
  const open = openDatabase(`${postgres.url}/migrated`)
  await migrate(open)
  await open.close()
  project.provide('postgresUrl', `${postgres.url}/postgres`)
  return postgres.stop
}
