import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadPages } from '#server/http/load-pages.ts'
import { digestOf } from '#tests/support/access-rows.ts'
import { type AccessWorld, anAccessWorld } from '#tests/support/access-world.ts'
import { routeRows } from '#tests/support/route-rows.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'
import { ask } from '#tests/support/walk-routes.ts'

let app: TestApp
let world: AccessWorld
let url: string
beforeAll(async () => {
  app = await makeTestApp('sqlite')
  world = await anAccessWorld(app)
  url = await app.listen((await loadPages(false)).handler)
})
afterAll(() => app.close())

it('a form of another site, or of nowhere, is refused on every address and changes nothing', async () => {
  const before = await digestOf(app.context)
  const posting = routeRows.filter((row) => row.posts)
  expect(posting.length).toBeGreaterThan(15)
  for (const row of posting) {
    for (const end of ['', '.data']) {
      const from: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: `${url}.evil.example` },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ]
      for (const headers of from) {
        const { status } = await ask({ url }, row.path(world) + end, world.cookies.manager, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          body: 'act=sign-out-everywhere',
        })
        expect([row.file, end, headers, status]).toEqual([row.file, end, headers, 403])
      }
    }
  }
  expect(await digestOf(app.context)).toBe(before)
  expect((await ask({ url }, '/api/me', world.cookies.manager)).status).toBe(200)
})

const elsewhere = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%2f%2fevil.example\\..',
  'https:evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\r\nSet-Cookie: session=stolen',
  '/\t/evil.example',
  ' //evil.example',
  'home',
]
it.each(elsewhere)('signing in never leads away: %j', async (next) => {
  const email = `next-${elsewhere.indexOf(next)}@example.org`
  const { hashPassword } = await import('#server/accounts/password.ts')
  const passwordHash = await hashPassword('correct horse battery staple')
  await app.world.person('Nora', 'Next', { email, passwordHash })
  const { status, location } = await ask({ url }, '/sign-in', undefined, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password: 'correct horse battery staple', next }).toString(),
  })
  expect({ status, location }).toEqual({ status: 302, location: '/home' })
})

it('an address that only looks like another site stays on this one', async () => {
  const { safeNext } = await import('#app/http/safe-next.ts')
  expect(new URL(safeNext('/%2f%2fevil.example'), url).host).toBe(new URL(url).host)
})

it('a refusal is words beside the form, also where the address has no page', async () => {
  const body = new URLSearchParams({ act: 'note' }).toString()
  const headers = {
    origin: url,
    cookie: world.cookies['of no team']!,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const onPage = await fetch(`${url}/account`, { method: 'POST', headers, body: 'act=password' })
  expect(onPage.status).toBe(422)
  expect(await onPage.text()).toContain('role="alert"')
  const onResource = await fetch(`${url}/entries/${world.shared.id}/notes`, { method: 'POST', headers, body })
  expect(onResource.status).toBe(404)
  expect(await onResource.json()).toMatchObject({ refusal: { code: 'not-found' } })
  const fetched = await fetch(`${url}/entries/${world.shared.id}/notes.data`, { method: 'POST', headers, body })
  expect(fetched.status).toBe(404)
  expect(await fetched.text()).toMatch(/"refusal".*"not-found"/)
})
