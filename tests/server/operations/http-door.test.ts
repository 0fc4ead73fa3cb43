import { expect, it } from 'vitest'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('The HTTP door', (makeApp) => {
  it('is alive and ready, says so, and says when it drains', async () => {
    const app = await makeApp()
    const address = await app.listen()
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'alive' })
    const ready = await fetch(`${address}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, checks: { database: 'ok', draining: 'ok' } },
    ])
    app.context.draining = true
    const draining = await fetch(`${address}/readyz`)
    expect([draining.status, draining.headers.get('retry-after')]).toEqual([503, '5'])
    app.context.draining = false
  })

  it('gives every answer an id and its safety headers, errors too', async () => {
    const app = await makeApp()
    const address = await app.listen()
    const answer = await fetch(`${address}/nowhere`, { headers: { accept: 'application/json' } })
    expect(answer.status).toBe(404)
    expect((await answer.json()).error).toMatchObject({
      code: 'not_found',
      requestId: answer.headers.get('x-request-id'),
    })
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'nonce-/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page without origin', { origin: 'null' }, 403],
    ['another site, told by the browser alone', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('a post from %s changes nothing', async (_who, headers, status) => {
    const app = await makeApp()
    const address = await app.listen()
    const answer = await fetch(`${address}/sign-in`, { method: 'POST', headers: headers as Record<string, string> })
    expect(answer.status).toBe(status)
    expect((await answer.json()).error.message).toMatch(/another site/)
  })

  it('too long an address is refused', async () => {
    const app = await makeApp()
    const address = await app.listen()
    expect((await fetch(`${address}/${'x'.repeat(8_192)}`)).status).toBe(400)
  })
})
