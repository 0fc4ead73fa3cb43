import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { signInWithPassword } from '#server/accounts/sign-in.ts'
import { readConfig } from '#server/config.ts'
import { countMail } from '#server/operations/count-mail.ts'
import { serveMetrics } from '#server/operations/serve-metrics.ts'
import { type RawClient, rawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

/** What Prometheus would read of this server now: each series with its value. */
async function measuring(app: TestApp) {
  const server = await serveMetrics(app.context)
  onTestFinished(() => {
    server!.close()
  })
  const { port } = server!.address() as AddressInfo
  const text = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const series = async (name: string) => {
    const line = (await text()).split('\n').find((one) => one.startsWith(`${name} `))
    return line === undefined ? undefined : Number(line.slice(name.length + 1))
  }
  return {
    port,
    text,
    series,
    grows: (name: string, to: number) => until(async () => (await series(name)) === to, name),
  }
}

async function setting(makeApp: (environment?: Record<string, string>) => Promise<TestApp>) {
  const app = await makeApp({ METRICS_PORT: '0' })
  const url = await app.listen()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const enter = async (personId = team.memberIds[0]!) => rawClient(url, documentId, await app.cookieOf(personId))
  return { app, url, team, documentId, enter, ...(await measuring(app)) }
}

async function copyFor(raw: RawClient) {
  raw.sendStep1(new Uint8Array([0]))
  await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
  const document = new Y.Doc()
  for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
  return document
}

describeOnBothDatabases('What a server tells of itself', (makeApp) => {
  it('is told on a port of its own, and only where one is asked for', async () => {
    const { port, url, app } = await setting(makeApp)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    const quiet = { ...app.context, config: { ...app.context.config, metricsPort: undefined } }
    expect(await serveMetrics(quiet)).toBeUndefined()
  })

  it('is told on the public port to nobody but who has the token', async () => {
    const app = await makeApp({ METRICS_TOKEN: 'a-token-of-some-length' })
    const url = await app.listen()
    const ask = (authorization?: string, method = 'GET') =>
      fetch(`${url}/metrics`, { method, ...(authorization ? { headers: { authorization } } : {}) })
    const wrong = [undefined, 'Bearer', 'Bearer a-token-of-some-lengt', 'Bearer a-token-of-some-lengthh', 'Basic eDp5']
    for (const one of wrong) {
      const refused = await ask(one)
      expect([one, refused.status]).toEqual([one, 401])
      expect(await refused.text()).not.toContain('ydocs_loaded')
    }
    expect((await ask('Bearer a-token-of-some-length', 'POST')).status).toBe(404)
    const told = await ask('Bearer a-token-of-some-length')
    expect([told.status, told.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await told.text()).toMatch(/^ydocs_loaded 0$/m)
    expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN needs at least 16 characters')
  })

  it('is text as Prometheus reads it: each series under its type and its help, named once', async () => {
    const { text, url, enter, grows } = await setting(makeApp)
    await fetch(`${url}/healthz`)
    const raw = await enter()
    raw.askSaved(1)
    await raw.saved(1)
    raw.close()
    await grows('ws_close_total{code="1006"}', 1)
    const families = new Map<string, string>()
    const seen = new Set<string>()
    for (const line of (await text()).trimEnd().split('\n')) {
      const [, about, name, rest] = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line) ?? []
      if (about === 'TYPE') {
        expect(families.has(name!)).toBe(false)
        families.set(name!, rest!)
        continue
      }
      if (about) continue
      expect(line).toMatch(/^[a-z_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? -?[\d.]+(e-?\d+)?$/)
      const series = line.slice(0, line.lastIndexOf(' '))
      expect(seen.has(series)).toBe(false)
      seen.add(series)
      const bare = series.replace(/\{.*/, '')
      const family = families.has(bare) ? bare : bare.replace(/_(bucket|sum|count)$/, '')
      expect(families.get(family), line).toMatch(bare === family ? /^(counter|gauge)$/ : /^histogram$/)
    }
    expect([...families.keys()]).toEqual(
      expect.arrayContaining([
        'http_request_duration_seconds',
        'ws_connections',
        'ws_close_total',
        'ydocs_loaded',
        'yjs_update_rejected_total',
        'yjs_ack_latency_seconds',
        'yjs_unsaved_bytes',
        'db_tx_seconds',
        'db_busy_total',
        'wal_bytes',
        'disk_free_bytes',
        'blob_ops_total',
        'mail_queue',
        'backup_last_success_timestamp',
        'drill_last_pass_timestamp',
        'eventloop_delay_seconds',
        'authz_denied_total',
        'login_failed_total',
        'cert_issued_total',
      ]),
    )
    const buckets = [...seen].filter((series) => series.startsWith('yjs_ack_latency_seconds_bucket'))
    // Nothing makes backups or drills yet: a value would be made up.
    expect([...seen].filter((series) => /^(backup|drill)/.test(series))).toEqual([])
    expect(buckets.at(-1)).toBe('yjs_ack_latency_seconds_bucket{le="+Inf"}')
  })

  it('counts who is here, what is saved and how each socket ends', async () => {
    const { enter, series, grows } = await setting(makeApp)
    const [one, two] = [await enter(), await enter()]
    expect([await series('ws_connections'), await series('ydocs_loaded')]).toEqual([2, 1])
    const document = await copyFor(one)
    one.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'A')))
    one.askSaved(1)
    await one.saved(1)
    expect(await series('yjs_ack_latency_seconds_count')).toBe(1)
    expect(await series('yjs_ack_latency_seconds_bucket{le="+Inf"}')).toBe(1)
    expect(await series('db_tx_seconds_count')).toBe(1)
    expect(await series('yjs_unsaved_bytes')).toBe(0)
    one.send('text')
    await grows('ws_close_total{code="4400"}', 1)
    two.socket.close(1000)
    await grows('ws_close_total{code="1000"}', 1)
    await grows('ws_connections', 0)
  })

  it('knows what is accepted and not yet saved, and how old it is', async () => {
    const { app, documentId, enter, series } = await setting(makeApp)
    const raw = await enter()
    const document = await copyFor(raw)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // Somebody else keeps the database: SQLite's one transaction, or the row of the document.
    const { db, database } = app.context
    const keeping =
      database.engine === 'sqlite'
        ? db.transaction().execute(() => held)
        : db.transaction().execute(async (transaction) => {
            await sql`select id from document where id = ${documentId} for update`.execute(transaction)
            await held
          })
    const edit = updateOf(document, () => textOf(document).insert(0, 'A'))
    raw.sendUpdate(edit)
    raw.askSaved(1)
    try {
      await until(async () => (await series('yjs_unsaved_bytes')) === edit.length, 'unsaved')
      const age = async () => (await series('yjs_oldest_unsaved_seconds')) ?? 0
      // It is counted from the first try to commit it, which is a tick later.
      await until(async () => {
        app.clock.advance(1_000)
        return (await age()) > 0
      }, 'it has an age')
      const before = await age()
      app.clock.advance(12_000)
      expect(await age()).toBe(before + 12)
    } finally {
      release()
    }
    await keeping
    await raw.saved(1)
    expect([await series('yjs_unsaved_bytes'), await series('yjs_oldest_unsaved_seconds')]).toEqual([0, 0])
    raw.close()
  })

  it('counts each refused edit under its reason', async () => {
    const { app, team, enter, series, grows } = await setting(makeApp)
    const rejected = (reason: string) => `yjs_update_rejected_total{reason="${reason}"}`
    expect(await series(rejected('malformed'))).toBe(0)
    const broken = await enter()
    broken.sendUpdate(new Uint8Array([255, 255, 255]))
    await grows(rejected('malformed'), 1)

    const unknown = await enter()
    const document = await copyFor(unknown)
    unknown.sendUpdate(updateOf(document, () => document.getMap('elsewhere').set('a', 1)))
    await grows(rejected('schema'), 1)
    await grows('ws_close_total{code="4422"}', 1)

    const gap = await enter()
    const torn = await copyFor(gap)
    updateOf(torn, () => textOf(torn).insert(0, 'lost '))
    gap.sendUpdate(updateOf(torn, () => textOf(torn).insert(5, 'after ')))
    await grows(rejected('gap'), 1)

    const forger = await enter()
    const forged = await copyFor(forger)
    forged.clientID = (forged.getXmlFragment('default').get(0) as Y.XmlElement)._item!.id.client
    forger.sendUpdate(updateOf(forged, () => textOf(forged).insert(0, 'I said ')))
    await grows(rejected('foreign-client'), 1)

    const mentor = await app.world.mentor(team.id)
    const reader = await enter(mentor)
    const theirs = await copyFor(reader)
    reader.sendUpdate(updateOf(theirs, () => textOf(theirs).insert(0, 'x')))
    await grows(rejected('read-only'), 1)
    gap.close()
    reader.close()
  })

  it('counts edits that the log did not take: of a document that was closed, and where a commit failed', async () => {
    const { app, documentId, enter, grows } = await setting(makeApp)
    const { db } = app.context
    const edited = async (state: 'open' | 'frozen') => {
      const raw = await enter()
      const document = await copyFor(raw)
      await db.updateTable('document').set({ state }).where('id', '=', documentId).execute()
      raw.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'A')))
      return raw.closeCode()
    }
    expect(await edited('frozen')).toBe(4205)
    await grows('yjs_update_rejected_total{reason="closed-document"}', 1)
    await db.updateTable('document').set({ state: 'open' }).where('id', '=', documentId).execute()
    await (app.context.database.engine === 'sqlite'
      ? sql`create trigger broken before insert on document_journal begin select raise(abort, 'full'); end`.execute(db)
      : sql`alter table document_update add constraint broken check (sequence < 0) not valid`.execute(db))
    expect(await edited('open')).toBe(1013)
    await grows('yjs_update_rejected_total{reason="not-saved"}', 1)
    await grows('ws_close_total{code="1013"}', 1)
  })

  it('counts mail that is being handed over, and that was', async () => {
    const { app, series } = await setting(makeApp)
    expect(await series('mail_queue')).toBe(0)
    await app.context.mailer.send({ to: 'a@example.org', toName: 'A', subject: 'B', text: 'C' })
    expect([await series('mail_total{result="ok"}'), await series('mail_total{result="failed"}')]).toEqual([1, 0])

    // A mail server that takes its time, and then fails.
    let give = (_why: Error) => {}
    const slow = { send: () => new Promise<void>((_, reject) => (give = reject)), list: async () => [], close() {} }
    const counted = countMail(slow, app.context.metrics)
    const sending = counted.send({ to: 'a@example.org', toName: 'A', subject: 'B', text: 'C' })
    expect(await series('mail_queue')).toBe(1)
    give(new Error('421'))
    await expect(sending).rejects.toThrow('421')
    expect([await series('mail_queue'), await series('mail_total{result="failed"}')]).toEqual([0, 1])
  })

  it('counts who was kept out, and wrong passwords', async () => {
    const { app, url, documentId, series, grows } = await setting(makeApp)
    const stranger = await app.world.person()
    expect((await rawClient(url, documentId, await app.cookieOf(stranger))).status).toBe(404)
    await grows('authz_denied_total{where="socket"}', 1)
    const elsewhere = { headers: { origin: 'https://evil.example' }, method: 'POST' }
    expect((await fetch(`${url}/sign-out`, elsewhere)).status).toBe(403)
    await grows('authz_denied_total{where="page"}', 1)
    const wrong = { email: 'nobody@example.org', password: 'wrong', address: '127.0.0.1', userAgent: null }
    await expect(signInWithPassword(app.context, wrong)).rejects.toMatchObject({ code: 'not-signed-in' })
    expect(await series('login_failed_total')).toBe(1)
  })

  it('counts requests by the pattern of their route, and what the evidence store did', async () => {
    const { app, url, series, grows } = await setting(makeApp)
    await fetch(`${url}/healthz`)
    await grows('http_request_duration_seconds_count{route="/healthz",method="GET",status="200"}', 1)
    await fetch(`${url}/nowhere/of/yours`)
    await grows('http_request_duration_seconds_count{route="*",method="GET",status="404"}', 1)
    await app.context.evidenceStore.put('k0000001', new Uint8Array([1]), 'image/png')
    await expect(app.context.evidenceStore.read('k0000002')).rejects.toThrow()
    expect(await series('blob_ops_total{op="put",result="ok"}')).toBe(1)
    expect(await series('blob_ops_total{op="read",result="failed"}')).toBe(1)
  })

  it('knows the size of the database, the room on the disk and how late the process is', async () => {
    const { app, series } = await setting(makeApp)
    expect(await series('database_bytes')).toBeGreaterThan(10_000)
    expect(await series('disk_free_bytes')).toBeGreaterThan(0)
    expect(await series('eventloop_delay_seconds')).toBeGreaterThanOrEqual(0)
    const wal = await series('wal_bytes')
    if (app.context.database.engine === 'sqlite') expect(wal).toBeGreaterThan(0)
    else expect(wal).toBeUndefined()
  })
})
