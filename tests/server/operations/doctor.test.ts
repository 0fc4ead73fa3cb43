import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConfig } from '#server/config.ts'
import { examine } from '#server/operations/doctor/doctor.ts'
import { examineProxies } from '#server/operations/doctor/examine-door.ts'
import { examineDataDirectory, examineProgram } from '#server/operations/doctor/examine-machine.ts'
import { examineEvidence, examineMail } from '#server/operations/doctor/examine-stores.ts'
import { clockFinding, isAtLeast } from '#server/operations/doctor/finding.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

type Found = Awaited<ReturnType<typeof examine>>
const of = (findings: Found, name: string) => findings.find((one) => one.name === name)
const cares = (findings: Found) => findings.filter(({ state }) => state === 'care')

/** A proxy that hands pages on and forgets the words of an upgrade, as many do before they are told. */
async function forgetfulProxy(address: string): Promise<string> {
  const proxy = createServer((request, response) => {
    const onwards = ask(`${address}${request.url}`, { headers: { accept: 'application/json' } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onwards.end()
  })
  proxy.on('upgrade', (request, socket) => {
    const onwards = ask(`${address}${request.url}`, { headers: { accept: 'application/json' } }, (answer) => {
      socket.end(`HTTP/1.1 ${answer.statusCode} Whatever\r\nContent-Length: 0\r\n\r\n`)
      answer.resume()
    })
    onwards.end()
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    proxy.close()
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

it('The doctor asks for the name of the proxy that speaks https, and only then', () => {
  const look = (environment: Record<string, string>) => examineProxies(readConfig(environment))
  expect(look({ APP_URL: 'https://portfolio.example.org' })).toMatchObject([{ state: 'care' }])
  expect(look({ APP_URL: 'http://localhost:3000' })).toEqual([])
  const named = { APP_URL: 'https://portfolio.example.org', TRUSTED_PROXIES: '127.0.0.1, ::1' }
  expect(look(named)).toMatchObject([{ state: 'well', words: 'X-Forwarded-For is believed from 2 places' }])
})

describeOnBothDatabases('The doctor', (makeApp) => {
  it('finds a running server well, through its own address', async () => {
    const app = await makeApp()
    await app.listen()
    const findings = await examine(app.context.config)
    const { engine } = app.context.database
    // The PostgreSQL of the tests is in a hurry, and that is told. Test folders may lie in memory.
    const names = cares(findings).map(({ name }) => name)
    expect(names.filter((name) => name !== 'Data directory')).toEqual(engine === 'postgres' ? ['fsync'] : [])
    expect(of(findings, 'Live documents')).toMatchObject({ state: 'well' })
    expect(of(findings, 'Evidence')).toMatchObject({ state: 'well' })
    expect(of(findings, 'Mail')).toMatchObject({ state: 'not-asked' })
    if (engine === 'postgres')
      expect(of(findings, 'synchronous_commit')).toEqual({ name: 'synchronous_commit', state: 'well', words: 'on' })
    else expect(of(findings, 'Database file')?.words).toMatch(/is whole, in mode wal$/)
  })

  it('says that a proxy forgets upgrades, that another program answers, and that nobody does', async () => {
    const app = await makeApp()
    const address = await app.listen()
    const doorOf = async (appUrl: string) => examine({ ...app.context.config, appUrl })
    const forgetful = await doorOf(await forgetfulProxy(address))
    expect(of(forgetful, 'APP_URL')).toMatchObject({ state: 'well' })
    expect(of(forgetful, 'Live documents')).toMatchObject({ state: 'care', words: expect.stringContaining('404') })
    app.context.draining = true
    expect(of(await doorOf(address), 'APP_URL')).toMatchObject({
      state: 'care',
      words: expect.stringContaining('draining'),
    })
    app.context.draining = false
    const other = createServer((_request, response) => response.end('hello'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect(of(await doorOf(otherUrl), 'APP_URL')).toMatchObject({
      state: 'care',
      words: expect.stringContaining('another program'),
    })
    await new Promise((resolve) => other.close(resolve))
    expect(of(await doorOf(otherUrl), 'APP_URL')).toMatchObject({ state: 'not-asked' })
  })

  it('says what makes saved words unsafe in the database', async () => {
    const app = await makeApp()
    await unsafe(app)
    const findings = await examine({ ...app.context.config, appUrl: 'http://127.0.0.1:1' })
    const name = app.context.database.engine === 'postgres' ? 'synchronous_commit' : 'Database file'
    expect(of(findings, name)).toMatchObject({ state: 'care' })
  })
})

/** Each engine's own way of losing words. */
async function unsafe({ context }: TestApp): Promise<void> {
  if (context.database.sqlite) context.database.sqlite.pragma('journal_mode = delete')
  else {
    const name = new URL(context.config.databaseUrl).pathname.slice(1)
    await sql`alter database ${sql.id(name)} set synchronous_commit to off`.execute(context.db)
  }
}

describe('One by one, the doctor', () => {
  it('uses every native part once', async () => {
    expect(await examineProgram()).toEqual(
      ['Node', 'argon2', 'sharp', 'typst'].map((name) => expect.objectContaining({ name, state: 'well' })),
    )
  })

  it('says that the data directory cannot be written', async () => {
    const file = join(import.meta.dirname, 'doctor.test.ts')
    expect(await examineDataDirectory({ dataDir: join(file, 'data') })).toEqual([
      expect.objectContaining({ name: 'Data directory', state: 'care' }),
    ])
  })

  it('asks a mail server to let it in, and sends nothing', async () => {
    let messages = 0
    const post = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        messages += 1
        stream.resume()
        stream.on('end', () => done())
      },
    })
    await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve))
    const smtpUrl = `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`
    expect(await examineMail({ smtpUrl })).toEqual([expect.objectContaining({ state: 'well' })])
    await new Promise<void>((resolve) => post.close(resolve))
    expect(await examineMail({ smtpUrl })).toEqual([expect.objectContaining({ state: 'care' })])
    expect(messages).toBe(0)
  })

  it('says that a bucket cannot be reached, and no secret with it', async () => {
    const s3 = {
      endpoint: 'http://127.0.0.1:1',
      bucket: 'pictures',
      region: 'us-east-1',
      accessKeyId: 'key',
      secretAccessKey: 'very secret',
      forcePathStyle: true,
    }
    const [finding] = await examineEvidence({ s3, dataDir: '/nowhere', secret: 'x' })
    expect(finding).toMatchObject({ name: 'Evidence', state: 'care', words: expect.stringContaining('pictures') })
    expect(finding?.words).not.toContain('very secret')
  })

  it('compares versions by their numbers, and tells clocks that are apart', () => {
    expect([isAtLeast('3.51.3', '3.51.3'), isAtLeast('3.54.1', '3.51.3'), isAtLeast('18.4 (Debian)', '14')]).toEqual([
      true,
      true,
      true,
    ])
    expect([isAtLeast('3.51.2', '3.51.3'), isAtLeast('3.9.9', '3.51'), isAtLeast('22.9.0', '22.18')]).toEqual([
      false,
      false,
      false,
    ])
    expect(clockFinding('PostgreSQL', 2)).toEqual([])
    expect(clockFinding('PostgreSQL', -90)[0]?.words).toMatch(/90 s behind/)
  })

  it('ends with 1 where something needs care, and says it last', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldfolio-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const blocked = join(folder, 'data')
    writeFileSync(blocked, 'a file, not a folder')
    const { PATH = '', HOME = '' } = process.env
    const program = join(import.meta.dirname, '../../../server/operations/command-line.ts')
    const { status, stdout } = spawnSync(process.execPath, [program, 'doctor'], {
      env: { PATH, HOME, DATA_DIR: blocked, APP_URL: 'http://127.0.0.1:1', NODE_ENV: 'test' },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/CARE {2}Data directory/)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/needs? care\.$/)
  })
})
