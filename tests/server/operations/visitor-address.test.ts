import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ConfigurationProblems, readConfig } from '#server/config.ts'
import { loadPages } from '#server/http/load-pages.ts'
import { visitorAddress } from '#server/http/visitor-address.ts'
import { knock } from '#tests/support/knock.ts'
import { liveRoom } from '#tests/support/live-room.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const settings = (trusted: string) => ({ DATA_DIR: '/tmp/none', TRUSTED_PROXIES: trusted })
/** Who is counted, when `peer` hands in a request that says `told`. */
const counted = (trusted: string, peer: string | undefined, told?: string) =>
  visitorAddress(readConfig(settings(trusted)), {
    socket: { remoteAddress: peer },
    headers: told === undefined ? {} : { 'x-forwarded-for': told },
  })

describe('Who a visitor is, to limits by address', () => {
  it.each([
    'proxy.example.org',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    '2001:db8::/129',
    '10.0.0',
    '10.0.0.1/',
    '10.0.0.1/8/8',
  ])('trusted proxies are addresses and networks, never everybody: %s stops the start', (part) => {
    expect(() => readConfig(settings(`127.0.0.1, ${part}`))).toThrow(ConfigurationProblems)
    expect(() => readConfig(settings(`127.0.0.1, ${part}`))).toThrow(`TRUSTED_PROXIES has "${part}"`)
  })

  it.each([
    ['nobody is trusted', '', '203.0.113.9'],
    ['somebody else is', '10.0.0.0/8, 203.0.113.8', '203.0.113.9'],
    ['only an IPv6 network is', '2001:db8::/32', '203.0.113.9'],
  ])('what is told from an address that is not trusted is not read: %s', (_why, trusted, peer) => {
    for (const told of ['198.51.100.1', '127.0.0.1', '10.0.0.1, 203.0.113.8', 'nonsense']) {
      expect(counted(trusted, peer, told)).toBe(peer)
    }
  })

  it.each([
    ['198.51.100.1, 203.0.113.9', '203.0.113.9', 'what the visitor wrote to the left of it'],
    ['198.51.100.1,10.0.0.7,203.0.113.9, 10.0.0.6', '203.0.113.9', 'a trusted address that the visitor wrote'],
    ['198.51.100.1, ::ffff:203.0.113.9', '203.0.113.9', 'an IPv4 address in IPv6 clothes'],
    ['203.0.113.9:51234', '203.0.113.9', 'a port'],
    [`${'198.51.100.1, '.repeat(1000)}203.0.113.9`, '203.0.113.9', 'a very long header'],
    ['2001:DB8:0::1:2:3:4', '2001:db8:0:0::/64', 'an IPv6 address: its network'],
    ['[2001:db8::5]:443', '2001:db8:0:0::/64', 'another of the same network'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64', 'the network beside it'],
    ['::1', '0:0:0:0::/64', 'a short one'],
    ['10.0.0.9, 10.0.0.6', '10.0.0.9', 'a visitor inside: the furthest that trusted ones told'],
  ])('behind trusted proxies, "%s" is %s, despite %s', (told, visitor) => {
    for (const peer of ['10.0.0.5', '::ffff:10.0.0.5']) expect(counted('10.0.0.0/8', peer, told)).toBe(visitor)
  })

  it.each(['', ' ', 'unknown', '_hidden', '203.0.113', '203.0.113.999', '0x7f.1', '203.0.113.9,', 'x, 10.0.0.6, ,'])(
    'a part that is no address counts as the proxy that passed it on: "%s"',
    (told) => expect(counted('10.0.0.5', '10.0.0.5', told)).toBe('10.0.0.5'),
  )

  it('a trusted proxy may pass on nonsense of another: the other is counted', () => {
    expect(counted('10.0.0.0/8', '10.0.0.5', '203.0.113.9, nonsense, 10.0.0.6')).toBe('10.0.0.6')
  })

  it('a connection that is gone has no address', () =>
    expect(counted('10.0.0.5', undefined, '203.0.113.9')).toBe('unknown'))
})

const from = (...hops: string[]) => [`X-Forwarded-For: ${hops.join(', ')}`]

describeOnBothDatabases('Limits by address, at the doors', (makeApp) => {
  const room = (environment: Record<string, string>) =>
    liveRoom(makeApp, { environment: { LIMIT_SOCKETS_PER_ADDRESS: '1', ...environment } })

  it('a socket that claims another address is counted by its own, where nobody is trusted', async () => {
    for (const environment of [{}, { TRUSTED_PROXIES: '10.0.0.0/8' }]) {
      const { url, documentId, cookies, enter } = await room(environment as Record<string, string>)
      const first = await enter()
      const path = `/collab/${documentId}`
      expect(await knock(url, { path, cookie: cookies[1]!, headers: from('198.51.100.1') })).toBe(429)
      first.close()
    }
  })

  it('sockets behind a trusted proxy are counted by visitor, whatever a visitor adds', async () => {
    const { url, documentId, cookies } = await room({ TRUSTED_PROXIES: '127.0.0.1' })
    const path = `/collab/${documentId}`
    const first = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, {
      headers: { cookie: cookies[0]!, 'x-forwarded-for': '203.0.113.1' },
    })
    await once(first, 'open')
    const ask = (who: number, headers: string[]) => knock(url, { path, cookie: cookies[who]!, headers })
    expect(await ask(1, from('203.0.113.1'))).toBe(429)
    expect(await ask(1, from('198.51.100.7', '203.0.113.1'))).toBe(429)
    expect(await ask(1, [...from('198.51.100.7'), ...from('203.0.113.1')])).toBe(429)
    expect(await ask(1, from('203.0.113.2'))).toBe(101)
    expect(await ask(1, [])).toBe(101)
    first.terminate()
  })
})

describeOnBothDatabases('Limits by address, on pages', (makeApp) => {
  /** Thirty mailed links an hour from one address, for people who are not here. */
  async function links(trusted: string) {
    const url = await (await makeApp({ TRUSTED_PROXIES: trusted })).listen((await loadPages(false)).handler)
    let number = 0
    return async (told: string | undefined) => {
      number += 1
      const body = new URLSearchParams({ by: 'link', email: `nobody-${number}@example.org`, next: '/' })
      const headers = told === undefined ? undefined : { 'x-forwarded-for': told }
      const answer = await fetch(`${url}/sign-in`, { method: 'POST', body, ...(headers ? { headers } : {}) })
      await answer.arrayBuffer()
      return answer.status
    }
  }

  it('another name for oneself gives no more tries, where nobody is trusted', async () => {
    const ask = await links('')
    for (let n = 0; n < 30; n += 1) expect(await ask(`198.51.100.${n}`)).toBe(200)
    expect(await ask('198.51.100.99')).toBe(429)
  })

  it('behind a trusted proxy one visitor’s tries are not another’s', async () => {
    const ask = await links('127.0.0.1/32')
    for (let n = 0; n < 30; n += 1) expect(await ask(`198.51.100.${n}, 203.0.113.1`)).toBe(200)
    expect(await ask('203.0.113.1')).toBe(429)
    expect(await ask('198.51.100.99, 203.0.113.1')).toBe(429)
    expect(await ask('203.0.113.2')).toBe(200)
    expect(await ask(undefined)).toBe(200)
  })
})
