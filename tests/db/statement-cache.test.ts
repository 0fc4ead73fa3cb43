import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { withStatementCache } from '#db/statement-cache.ts'

it('keeps a sentence that is asked again, lets the oldest of too many go, and never keeps a change of shape', () => {
  const handle = new Database(':memory:')
  const { prepare, close } = withStatementCache(handle)
  prepare('create table word (text text)').run()
  const first = prepare('select 0 as n')
  expect(prepare('select 0 as n')).toBe(first)
  for (let n = 1; n < 600; n += 1) expect(prepare(`select ${n} as n`).get()).toEqual({ n })
  expect(prepare('select 0 as n')).not.toBe(first)
  expect(prepare('alter table word add column a text')).not.toBe(prepare('alter table word add column a text'))
  close()
  expect(handle.open).toBe(false)
})
