import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { knock } from '#tests/support/knock.ts'
import { rawClient } from '#tests/support/live-client.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('The door to a live document', (makeApp) => {
  it('is closed to strangers, other sites, unknown documents and pages of another schema', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const other = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const member = await app.cookieOf(team.memberIds[0]!)
    const stranger = await app.cookieOf(other.memberIds[0]!)
    const status = async (...asked: Parameters<typeof rawClient>) => (await rawClient(...asked)).status
    expect(await status(url, documentId, undefined)).toBe(401)
    expect(await status(url, documentId, 'session=forged')).toBe(401)
    expect(await status(url, documentId, member, '', 'https://elsewhere.example')).toBe(403)
    expect(await status(url, documentId, member, '', 'null')).toBe(403)
    expect(await status(url, documentId, stranger)).toBe(404)
    expect(await status(url, 'nowhere', member)).toBe(404)
    expect(await status(url, documentId, member, '?schema=0&epoch=1')).toBe(426)
    expect(await status(url, documentId, member, '?schema=x')).toBe(426)
    const welcome = await rawClient(url, documentId, member)
    expect(welcome.status).toBe(101)
    welcome.close()
  })

  it('closes with 4409 on a page of a stale epoch', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const stale = await rawClient(url, documentId, await app.cookieOf(team.memberIds[0]!), '?schema=1&epoch=7')
    expect(await stale.closeCode()).toBe(4409)
    expect(stale.heard).toEqual([])
  })

  it('closes with 4401 on a page of somebody else than the cookie’s person', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team({ size: 2 })
    const { documentId } = await app.world.entry(team.portfolioId)
    const [one, other] = team.memberIds
    const cookie = await app.cookieOf(one!)
    const own = await rawClient(url, documentId, cookie, `?schema=1&epoch=1&as=${one}`)
    const theirs = await rawClient(url, documentId, cookie, `?schema=1&epoch=1&as=${other}`)
    expect(await theirs.closeCode()).toBe(4401)
    expect(theirs.heard).toEqual([])
    expect(own.heard.length).toBeGreaterThan(0)
  })

  it('lets in as many sockets of a person as the configuration says, and one again when one left', async () => {
    const app = await makeApp({ LIMIT_SOCKETS_PER_PERSON: '3' })
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const cookie = await app.cookieOf(team.memberIds[0]!)
    const three = [
      await rawClient(url, documentId, cookie),
      await rawClient(url, documentId, cookie),
      await rawClient(url, documentId, cookie),
    ]
    expect(three.map(({ status }) => status)).toEqual([101, 101, 101])
    expect((await rawClient(url, documentId, cookie)).status).toBe(429)
    three[0]!.close()
    await three[0]!.closeCode()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const again = await rawClient(url, documentId, cookie)
    expect(again.status).toBe(101)
    for (const client of [...three, again]) client.close()
  })

  it('says 503 while the server drains', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    app.context.draining = true
    expect((await rawClient(url, documentId, await app.cookieOf(team.memberIds[0]!))).status).toBe(503)
  })

  it('survives a caller who hangs up in the middle of the look-up', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const cookie = await app.cookieOf(team.memberIds[0]!)
    for (let round = 0; round < 10; round++) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
          socket.write(
            `GET /collab/${documentId} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
              `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: ${cookie}\r\n\r\n`,
          )
          setTimeout(() => {
            socket.resetAndDestroy()
            resolve()
          }, round)
        })
      })
    }
    const after = await rawClient(url, documentId, cookie)
    expect(after.status).toBe(101)
    after.close()
    await after.closeCode()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(app.context.rooms.sockets.all).toBe(0)
  })
  it('lives on when somebody asks for an address that nobody can read', async () => {
    const app = await makeApp()
    const url = await app.listen()
    for (const path of ['//', '///', '/\\', 'http://[', '*', '/collab/%00', '/collab/', '/elsewhere', '/collab/a/b']) {
      expect(await knock(url, { path }), path).toBe(404)
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('reads an address of 8 KB and headers of 16 KB, and no longer ones', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const cookie = await app.cookieOf(team.memberIds[0]!)
    const start = `/collab/${documentId}?schema=1&epoch=1&x=`
    const path = (length: number) => start + 'x'.repeat(length - start.length)
    expect(await knock(url, { path: path(8_191), cookie })).toBe(101)
    expect(await knock(url, { path: path(8_192), cookie })).toBe(101)
    expect(await knock(url, { path: path(8_193), cookie })).toBe(414)
    const header = (length: number) => knock(url, { path: start, cookie, headers: [`X-Filler: ${'x'.repeat(length)}`] })
    expect(await header(15_000)).toBe(101)
    expect(await header(16_384)).toBe(431)
  })

  it('lets nobody in who knocked before the server began to drain', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const { documentId } = await app.world.entry(team.portfolioId)
    const cookie = await app.cookieOf(team.memberIds[0]!)
    const knocks = Array.from({ length: 15 }, () => knock(url, { path: `/collab/${documentId}`, cookie }))
    await new Promise((resolve) => setTimeout(resolve, 3))
    app.context.draining = true
    await app.context.rooms.close()
    expect([101, 503]).toEqual(expect.arrayContaining([...new Set(await Promise.all(knocks))]))
    expect(app.context.rooms.presence([documentId])).toEqual([])
    expect(app.context.rooms.sockets.all).toBe(0)
  })
})
