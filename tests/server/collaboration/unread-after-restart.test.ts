import { afterEach, describe, expect, it } from 'vitest'
import { type DeadLine, deadLine } from '#tests/support/dead-line.ts'
import { until, wordsOf } from '#tests/support/live-client.ts'
import { type ServerProcess, serverProcess, settingsOf } from '#tests/support/server-process.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const end: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const act of end.splice(0).reverse()) await act()
})

describe.each(['sqlite', 'postgres'] as const)('After the server has ended (%s)', (engine) => {
  async function setting(pace = {}) {
    const app = await makeTestApp(engine)
    end.push(app.close)
    const { url, environment } = await settingsOf(app.context.config)
    const serve = async (): Promise<ServerProcess> => {
      const server = await serverProcess({ ...environment, PACE: JSON.stringify({ restEvery: 50, ...pace }) })
      end.push(() => server.kill())
      return server
    }
    const talk: DeadLine = await deadLine(app)
    return { url, serve, ...talk, talk }
  }

  it('by a clean stop, a colleague’s words that nobody read are laid aside', async () => {
    const { url, serve, meet, returns, noted, talk } = await setting()
    const first = await serve()
    const { anna, page } = await meet(url)
    anna.close()
    expect(await first.kill('SIGTERM')).toBe(0)
    expect(await noted()).toHaveLength(1)
    await serve()
    const ben = await returns(url, page)
    await talk.isLaidAside()
    ben.close()
  })

  it('by a kill, they are laid aside too', async () => {
    const { url, serve, meet, returns, talk } = await setting()
    const first = await serve()
    const { anna, page } = await meet(url)
    anna.close()
    await first.kill()
    await serve()
    const ben = await returns(url, page)
    await talk.isLaidAside()
    ben.close()
  })

  it('by a kill, also when others wrote, left and stopped the next one before', async () => {
    const { url, serve, meet, anna, write, returns, noted, talk } = await setting({ unloadAfter: 0 })
    const first = await serve()
    const { anna: before, page } = await meet(url)
    before.close()
    await first.kill()
    const second = await serve()
    const next = await anna(url)
    write(next.document, 'Later. ')
    await until(async () => (await noted()).some(({ personId }) => personId === null), 'noted for everybody')
    next.close()
    expect(await second.kill('SIGTERM')).toBe(0)
    await serve()
    const ben = await returns(url, page)
    await until(async () => (await talk.rescued()).length > 0, 'a rescue')
    // What stood beside it comes along.
    expect((await talk.rescued()).map(({ text }) => text).join('')).toContain('Zoe! ')
    ben.close()
  })

  it('nothing is laid aside of what somebody deleted while all could see it, nor of what stood there long before', async () => {
    const { url, serve, anna, write, ben, returns, rescued, takeAway } = await setting()
    const first = await serve()
    const one = await anna(url)
    write(one.document, 'Zoe! ')
    const two = await ben(url)
    two.line.close()
    const back = await returns(url, two.page)
    takeAway(two.page)
    await until(() => wordsOf(one.document).length === 0, 'Anna sees it')
    back.provider.disconnect()
    await first.kill()
    await serve()
    back.provider.connect()
    await until(() => back.provider.synced, 'back')
    await until(() => one.provider.synced, 'Anna too')
    expect(await rescued()).toEqual([])
    expect(wordsOf(two.page)).toEqual([])
    back.close()
    one.close()
  })

  it('nothing is laid aside of a page’s first words that somebody took away meanwhile', async () => {
    const { url, serve, ben, returns, rescued, takeAway, anna } = await setting()
    const first = await serve()
    const { line, page } = await ben(url)
    line.close()
    await first.kill()
    takeAway(page)
    await serve()
    const back = await returns(url, page)
    const seen = await anna(url)
    await until(() => wordsOf(seen.document).length === 0, 'gone for all')
    expect(await rescued()).toEqual([])
    seen.close()
    back.close()
  })
})
