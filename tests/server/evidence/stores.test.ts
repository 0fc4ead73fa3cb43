import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addressPart } from '#server/evidence/address-part.ts'
import { beginUpload } from '#server/evidence/begin-upload.ts'
import { completeUpload } from '#server/evidence/complete-upload.ts'
import type { EvidenceStore } from '#server/evidence/evidence-store.ts'
import { S3EvidenceStore } from '#server/evidence/s3-store.ts'
import { examineEvidence } from '#server/operations/doctor/examine-stores.ts'
import * as files from '#tests/support/evidence-files.ts'
import { canRunS3, type RunningS3, startS3 } from '#tests/support/radosgw.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const withS3 = canRunS3()
let s3: RunningS3 | undefined
beforeAll(async () => {
  if (withS3) s3 = await startS3()
}, 180_000)
afterAll(() => s3?.close(), 60_000)

test('a presigned address carries no checksum of a body that is not there yet, and signs the length', async () => {
  const store = new S3EvidenceStore({
    bucket: 'b',
    region: 'us-east-1',
    accessKeyId: 'a',
    secretAccessKey: 's',
    forcePathStyle: true,
    endpoint: 'http://127.0.0.1:9',
  })
  const url = new URL(await store.partUrl('key', 'upload', 1, 10))
  expect([...url.searchParams.keys()].join(' ').toLowerCase()).not.toMatch(/checksum|sdk-checksum/)
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host')
  expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(600)
})

describe.each(withS3 ? (['folder', 's3'] as const) : (['folder'] as const))('evidence in the store (%s)', (kind) => {
  let app: TestApp
  let origin: string
  let store: EvidenceStore
  beforeEach(async () => {
    app = await makeTestApp('sqlite', kind === 's3' ? s3!.environment : {})
    origin = await app.listen()
    store = app.context.evidenceStore
    expect(store.kind).toBe(kind)
  })
  afterEach(() => app.close())

  const send = (url: string, body: Uint8Array) =>
    fetch(new URL(url, origin), { method: 'PUT', body: body as BodyInit, headers: { origin } })
  const etagOf = (answer: Response) => answer.headers.get('etag')!.replaceAll('"', '')
  const words = async (id: string, range: { start: number; end?: number }) =>
    new Response(await store.read(id, range)).text()
  const key = () => randomBytes(10).toString('hex')

  test('the doctor puts a word in as browsers do, gets it back and takes it away', async () => {
    expect(await examineEvidence(app.context.config)).toEqual([
      { name: 'Evidence', state: 'well', words: expect.stringContaining(kind === 's3' ? 'bucket' : 'directory') },
    ])
  })

  test('parts come together in order, whichever came first', async () => {
    const id = key()
    const [first, second] = [randomBytes(5 * 1024 * 1024), Buffer.from('the end')]
    const { multipartId } = await store.begin(id, 'text/plain')
    const late = await send(await store.partUrl(id, multipartId, 2, second.length), second)
    const early = await send(await store.partUrl(id, multipartId, 1, first.length), first)
    expect([early.status, late.status]).toEqual([200, 200])
    await store.complete(id, multipartId, [
      { part: 1, etag: etagOf(early) },
      { part: 2, etag: etagOf(late) },
    ])
    expect(await store.size(id)).toBe(first.length + second.length)
    expect(await words(id, { start: first.length + 4 })).toBe('end')
    expect(await words(id, { start: first.length, end: first.length + 2 })).toBe('the')
    await store.remove(id)
    expect(await store.size(id)).toBeUndefined()
  })

  test('an address takes neither more nor fewer bytes than it names', async () => {
    const id = key()
    const { multipartId } = await store.begin(id, 'text/plain')
    for (const body of ['short', 'much longer than ten']) {
      const answer = await send(await store.partUrl(id, multipartId, 1, 10), Buffer.from(body))
      expect(answer.status).toBeGreaterThanOrEqual(400)
    }
    await store.abort(id, multipartId)
  })

  if (kind === 's3') {
    test('a browser on our own pages may send parts and read their tags; another site may not', async () => {
      await store.prepare('https://portfolio.example.org')
      const { multipartId } = await store.begin('cors-key', 'text/plain')
      const url = await store.partUrl('cors-key', multipartId, 1, 4)
      const ask = (from: string) =>
        fetch(url, { method: 'OPTIONS', headers: { origin: from, 'access-control-request-method': 'PUT' } })
      const own = await ask('https://portfolio.example.org')
      expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([
        200,
        'https://portfolio.example.org',
      ])
      const sent = await fetch(url, {
        method: 'PUT',
        body: 'four',
        headers: { origin: 'https://portfolio.example.org' },
      })
      expect(sent.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag')
      expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
      await store.abort('cors-key', multipartId)
    })
  }

  test('an address is good for its own key and part only', async () => {
    const [id, other] = [key(), key()]
    const { multipartId } = await store.begin(id, 'text/plain')
    const url = await store.partUrl(id, multipartId, 1, 4)
    for (const wrong of [url.replace(id, other), url.replace('/1?', '/2?').replace('partNumber=1', 'partNumber=2')]) {
      expect(wrong).not.toBe(url)
      expect((await send(wrong, Buffer.from('four'))).status).toBe(403)
    }
    expect((await send(url, Buffer.from('four'))).status).toBe(200)
    await store.abort(id, multipartId)
  })

  test('after an abort nothing comes in any more, and aborting again is no error', async () => {
    const id = key()
    const { multipartId } = await store.begin(id, 'text/plain')
    const url = await store.partUrl(id, multipartId, 1, 4)
    await store.abort(id, multipartId)
    await store.abort(id, multipartId)
    expect((await send(url, Buffer.from('late'))).status).toBeGreaterThanOrEqual(400)
    expect(await store.size(id)).toBeUndefined()
  })

  test('parts that never came are a refusal, not a whole', async () => {
    const id = key()
    const { multipartId } = await store.begin(id, 'text/plain')
    const parts = [{ part: 1, etag: 'd41d8cd98f00b204e9800998ecf8427e' }]
    await expect(store.complete(id, multipartId, parts)).rejects.toMatchObject({ code: 'malformed' })
    await store.abort(id, multipartId)
  })

  test('a large file of this machine is stored whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'large-'))
    const path = join(folder, 'file')
    await writeFile(path, randomBytes(17 * 1024 * 1024))
    const id = key()
    await store.putFile(id, path, 'video/mp4')
    expect(await store.size(id)).toBe(17 * 1024 * 1024)
    await rm(folder, { recursive: true })
  })

  test('a photo goes in by parts and comes out clean, with a hash, a thumbnail and ranges', async () => {
    const team = await app.world.team()
    const member = await app.actor(team.memberIds[0]!)
    const bytes = await files.photo({ telling: true, width: 1200, height: 900 })
    const wanted = {
      portfolioId: team.portfolioId,
      fileName: 'Gate; “pick-up”.jpg',
      mediaType: 'image/jpeg',
      size: bytes.length,
    }
    const { evidenceId, first } = await beginUpload(app.context, member, wanted)
    const again = await addressPart(app.context, member, { evidenceId, part: 1 })
    expect((await send(first, bytes)).status).toBe(200)
    const etag = etagOf(await send(again.url, bytes))
    const done = await completeUpload(app.context, member, { evidenceId, parts: [{ part: 1, etag }] })
    expect(done).toMatchObject({ state: 'ready', removed: expect.stringContaining('place') })

    const cookie = await app.cookieOf(team.memberIds[1]!)
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${origin}/evidence/${evidenceId}/${path}`, { headers: { cookie, ...headers } })
    const whole = await get('file')
    const served = Buffer.from(await whole.arrayBuffer())
    expect(whole.status).toBe(200)
    expect(served.toString('latin1')).not.toMatch(/Secretphone|GPS|Exif/)
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(served.length),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename="Gate_ _pick-up_.jpg"; filename*=UTF-8''Gate%3B%20%E2%80%9Cpick-up%E2%80%9D.jpg`,
    })
    const part = await get('file', { range: 'bytes=100-199' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${served.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(served.subarray(100, 200))
    expect((await get('file', { range: `bytes=${served.length}-` })).status).toBe(416)
    const small = await get('thumbnail')
    expect([small.headers.get('content-type'), (await small.bytes()).length > 100]).toEqual(['image/webp', true])
    const row = await app.context.db.selectFrom('evidence').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      size: served.length,
      width: 1200,
      height: 900,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})
