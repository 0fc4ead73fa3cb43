import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from '#server/config.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../../deploy', name), 'utf8')
const withoutComments = (text: string) => text.replace(/^\s*#.*$/gm, '')
const compose = read('compose.yaml')
const [haproxy, nginx, unit] = ['haproxy.cfg', 'nginx.conf', 'fieldfolio@.service'].map((name) =>
  withoutComments(read(name)),
)
const servers = ['app1', 'app2', 'app3']
/** The server asks each socket every 20 seconds: a proxy must wait longer than two of these. */
const longEnough = (seconds: string | undefined) => Number(seconds) > 40

describe('What stands in deploy', () => {
  it('hashes live documents on their path alone, consistently, in both proxies', () => {
    expect(haproxy).toMatch(/use_backend live if \{ path_beg \/collab\/ \}/)
    expect(haproxy).toMatch(/backend live\n\s*balance uri\n\s*hash-type consistent/)
    expect(nginx).toMatch(/"~\^\/collab\/\(\?<id>\[A-Za-z0-9_-\]\+\)\$"\s+\$id;/)
    expect(nginx).toMatch(/upstream live \{\s*hash \$document consistent;/)
    expect(nginx).toMatch(/location \/collab\/ \{\s*proxy_pass http:\/\/live;/)
  })

  it('lets a quiet socket live between two of the server’s questions', () => {
    expect(longEnough(/timeout tunnel (\d+)s/.exec(haproxy!)?.[1])).toBe(true)
    const place = /location \/collab\/ \{([^}]*)\}/.exec(nginx!)?.[1] ?? ''
    expect(longEnough(/proxy_read_timeout (\d+)s/.exec(place)?.[1])).toBe(true)
    expect(nginx).toMatch(/proxy_set_header Upgrade \$http_upgrade;/)
    expect(nginx).toMatch(/proxy_http_version 1\.1;/)
  })

  it('asks /readyz, and takes a knock elsewhere that a stopping server refuses', () => {
    expect(haproxy).toMatch(/http-check send meth GET uri \/readyz\n\s*http-check expect status 200/)
    expect(haproxy).toMatch(/retry-on [^\n]*\b503\b/)
    expect(nginx).toMatch(/proxy_next_upstream [^;]*\bhttp_503\b/)
  })

  it('knows the same servers in the proxies and in the compose file', () => {
    for (const backend of ['live', 'pages']) {
      const [, lines = ''] = haproxy!.split(`\nbackend ${backend}\n`)
      expect(
        [...lines.split(/^backend/m)[0]!.matchAll(/^\s*server (\S+) \1:3000 check$/gm)].map(([, name]) => name),
      ).toEqual(servers)
      const [, places = ''] = new RegExp(`upstream ${backend} \\{([^}]*)\\}`).exec(nginx!) ?? []
      expect([...places.matchAll(/server (\S+):3000/g)].map(([, name]) => name)).toEqual(servers)
    }
    for (const name of servers) expect(compose).toContain(`\n  ${name}: *app\n`)
  })

  it('tells the servers who the visitor is, and which proxy to believe', () => {
    expect(haproxy).toMatch(/^\s*option forwardfor$/m)
    expect(nginx).toMatch(/proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;/)
    const [, trusted] = /^ {4}TRUSTED_PROXIES: (\S+)$/m.exec(compose) ?? []
    const [, proxy = ''] = compose.split('\n  proxy:\n')
    expect(/ipv4_address: (\S+)/.exec(proxy.split('\n\n')[0]!)?.[1]).toBe(trusted)
    expect(trusted).toMatch(/^172\.28\.90\.\d{1,2}$/)
    expect(compose).toMatch(/subnet: 172\.28\.90\.0\/24\n\s*ip_range: 172\.28\.90\.128\/25/)
  })

  it('gives a server time to end, and settings that the server knows', () => {
    const longestStop = 25
    expect(Number(/stop_grace_period: (\d+)s\n {2}depends_on/.exec(compose)?.[1])).toBeGreaterThan(longestStop)
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit!)?.[1])).toBeGreaterThan(longestStop)
    expect(unit).toMatch(/^KillSignal=SIGTERM$/m)
    expect(unit).toMatch(/^RestartPreventExitStatus=78\b/m)
    const known = new Set(settings.map(({ name }) => name))
    const own = new Set(['PUBLIC_PORT', 'DATABASE_PASSWORD'])
    const block = /environment: &settings\n([\s\S]*?)\n {2}\w/.exec(compose)?.[1] ?? ''
    const given = [...block.matchAll(/^ {4}([A-Z0-9_]+):/gm)].map(([, name]) => name!)
    expect(given.length).toBeGreaterThan(8)
    expect(given.filter((name) => !known.has(name))).toEqual([])
    const asked = [...read('example.env').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name!)
    expect(asked.filter((name) => !known.has(name) && !own.has(name))).toEqual([])
    expect(
      [...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name!).filter((name) => !asked.includes(name)),
    ).toEqual([])
  })
})
