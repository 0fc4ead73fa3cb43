import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadPages } from '#server/http/load-pages.ts'
import { anAccessWorld } from '#tests/support/access-world.ts'
import { doorRows, routeRows } from '#tests/support/route-rows.ts'
import { makeTestApp } from '#tests/support/test-app.ts'
import { statesOf, type Walk, walkActing, walkersOf, walkReading } from '#tests/support/walk-routes.ts'

const routes = join(import.meta.dirname, '../../../app/routes')

it('every file in app/routes has a row, and every row a file', () => {
  const files = globSync(['*.{ts,tsx}', '*/route.{ts,tsx}'], { cwd: routes }).sort()
  expect([...new Set(routeRows.map((row) => row.file))].sort()).toEqual(files)
})

it('pages, data, files and acts answer as the access table says, to everybody, in every state', async () => {
  const app = await makeTestApp('sqlite')
  try {
    const world = await anAccessWorld(app)
    const url = await app.listen((await loadPages(false)).handler)
    const walk: Walk = { app, world, url, walkers: await walkersOf(app, world), states: statesOf }
    expect(await walkReading(walk, [...routeRows, ...doorRows])).toEqual([])
    expect(await walkActing(walk, routeRows)).toEqual([])
  } finally {
    await app.close()
  }
}, 300_000)
