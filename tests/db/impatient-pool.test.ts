import { Kysely, PostgresDialect, sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { impatientPool } from '#db/impatient-pool.ts'
import { makeLine } from '#tests/support/line.ts'

it('a database that went away without a word is given up, and asked again as soon as it is there', async () => {
  const url = new URL(inject('postgresUrl'))
  const line = await makeLine(Number(url.port))
  url.port = String(line.port)
  const pool = impatientPool({ connectionString: url.href, max: 2, query_timeout: 300, connectionTimeoutMillis: 300 })
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  const ask = () => sql<{ answer: number }>`select 1 as answer`.execute(db)
  await Promise.all([ask(), ask()])
  line.silence()
  // Also in the middle of a transaction, whose connection nobody else may get afterwards.
  const lost = [ask(), db.transaction().execute((transaction) => sql`select 1`.execute(transaction))]
  for (const one of lost) await expect(one).rejects.toThrow()
  await expect.poll(() => pool.totalCount).toBe(0)
  line.forget()
  expect((await ask()).rows).toEqual([{ answer: 1 }])
  await db.destroy()
  await line.close()
})
