import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addressPart } from '#server/evidence/address-part.ts'
import { beginUpload } from '#server/evidence/begin-upload.ts'
import { byteRange } from '#server/evidence/byte-range.ts'
import { FolderEvidenceStore } from '#server/evidence/folder-store.ts'
import { settleConsent } from '#server/evidence/settle-consent.ts'
import { bringEvidence, inChunks } from '#tests/support/bring-evidence.ts'
import * as files from '#tests/support/evidence-files.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

let app: TestApp
let origin: string
let team: Awaited<ReturnType<TestApp['world']['team']>>
beforeEach(async () => {
  app = await makeTestApp('sqlite')
  origin = await app.listen()
  team = await app.world.team()
})
afterEach(() => app.close())

const member = () => app.actor(team.memberIds[0]!)
async function photoId(): Promise<string> {
  return bringEvidence(app, await member(), {
    portfolioId: team.portfolioId,
    fileName: 'gate.jpg',
    bytes: await files.photo(),
  })
}
async function statusFor(personId: string | undefined, path: string): Promise<number> {
  const headers: Record<string, string> = personId ? { cookie: await app.cookieOf(personId) } : {}
  const answer = await fetch(`${origin}${path}`, { headers })
  await answer.arrayBuffer()
  return answer.status
}

describe('who gets the bytes of a piece', () => {
  test('the team, its mentor and staff while consent is open; champion and facilitator only once it is in order', async () => {
    const id = await photoId()
    const { world } = app
    const people = {
      teammate: team.memberIds[2]!,
      mentor: await world.mentor(team.id),
      manager: await world.cohortRole(team.cohortId, 'manager'),
      champion: await world.champion(team.id),
      facilitator: await world.cohortRole(team.cohortId, 'facilitator'),
      formerMember: await world.member(team.id, undefined, '2027-01-01'),
      formerMentor: await world.mentor(team.id, undefined, '2027-01-01'),
      memberOfAnother: (await world.team({ cohortId: team.cohortId })).memberIds[0]!,
      poolReviewer: await world.cohortRole(team.cohortId, 'reviewer'),
      public: undefined,
    }
    const statuses = async (path: string) => {
      const found: Record<string, number> = {}
      for (const [name, personId] of Object.entries(people))
        found[name] = await statusFor(personId, `/evidence/${id}/${path}`)
      return found
    }
    const open = { teammate: 200, mentor: 200, manager: 200, champion: 403, facilitator: 403 }
    const never = { formerMember: 404, formerMentor: 404, memberOfAnother: 404, poolReviewer: 404, public: 404 }
    expect(await statuses('file')).toEqual({ ...open, ...never })
    expect(await statuses('thumbnail')).toEqual({ ...open, ...never })
    await settleConsent(app.context, await member(), { evidenceId: id, to: 'cleared', note: 'Mother, 2 March' })
    expect(await statuses('file')).toEqual({ ...open, champion: 200, facilitator: 200, ...never })
    await settleConsent(app.context, await member(), { evidenceId: id, to: 'withdrawn', note: '' })
    const gone = { teammate: 410, mentor: 410, manager: 410, champion: 410, facilitator: 410 }
    expect(await statuses('file')).toEqual({ ...gone, ...never })
    expect(await statuses('thumbnail')).toEqual({ ...gone, ...never })
    const picture = async (personId: string) => {
      const headers = { accept: 'image/avif,image/webp,image/*,*/*;q=0.8', cookie: await app.cookieOf(personId) }
      const answer = await fetch(`${origin}/evidence/${id}/file`, { headers })
      return [answer.status, (await answer.text()).includes('consent was withdrawn')]
    }
    expect(await picture(people.teammate)).toEqual([410, true])
    expect(await picture(people.memberOfAnother)).toEqual([404, false])
  }, 60_000)

  test('an assigned reviewer gets what was submitted, until it is withdrawn; the public gets nothing here, not even of a published story', async () => {
    const id = await photoId()
    const { db, newId, clock } = app.context
    const reviewerId = await app.world.cohortRole(team.cohortId, 'reviewer')
    expect(await statusFor(reviewerId, `/evidence/${id}/file`)).toBe(404)
    const submissionId = newId()
    await db
      .insertInto('submission')
      .values({
        id: submissionId,
        portfolioId: team.portfolioId,
        number: 1,
        state: 'submitted',
        roster: '[]',
        manifest: '{}',
        manifestSha256: '',
        submittedAt: clock.iso(),
      })
      .execute()
    await db
      .insertInto('submission_evidence')
      .values({ submissionId, evidenceId: id, sha256: '', details: '{}' })
      .execute()
    await db
      .insertInto('review')
      .values({
        id: newId(),
        submissionId,
        reviewerId,
        place: 1,
        state: 'assigned',
        feedback: '{}',
        assignedAt: clock.iso(),
      })
      .execute()
    expect(await statusFor(reviewerId, `/evidence/${id}/file`)).toBe(200)
    await db.updateTable('submission').set({ state: 'released' }).execute()
    await db.updateTable('portfolio').set({ publishedAt: clock.iso(), state: 'certified' }).execute()
    await settleConsent(app.context, await member(), { evidenceId: id, to: 'cleared', note: 'Mother, 2 March' })
    expect(await statusFor(undefined, `/evidence/${id}/file`)).toBe(404)
    expect(await statusFor(reviewerId, `/evidence/${id}/file`)).toBe(200)
    await db.updateTable('submission').set({ state: 'withdrawn' }).execute()
    expect(await statusFor(reviewerId, `/evidence/${id}/file`)).toBe(404)
  })

  test('a document is handed over as a download, under its own name', async () => {
    const bytes = files.docx()
    const id = await bringEvidence(app, await member(), {
      portfolioId: team.portfolioId,
      fileName: 'plan "A"; für alle.docx',
      bytes,
    })
    const answer = await fetch(`${origin}/evidence/${id}/file`, {
      headers: { cookie: await app.cookieOf(team.memberIds[0]!) },
    })
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"]*"; filename\*=UTF-8''plan%20%22A%22%3B%20f%C3%BCr%20alle\.docx$/,
    )
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
  })
})

describe('a part that comes to our own server', () => {
  const begin = async (size: number) => {
    const ana = await member()
    const wanted = { portfolioId: team.portfolioId, fileName: 'a.pdf', mediaType: '', size }
    const { evidenceId, first } = await beginUpload(app.context, ana, wanted)
    return { evidenceId, first, ana }
  }
  const temporary = async () => {
    const all = await readdir(join(app.context.config.dataDir, 'evidence'), { recursive: true, withFileTypes: true })
    return all.filter((one) => one.isFile()).map(({ name }) => name)
  }
  /** A sender that says what it likes about its length. */
  const rawPut = (path: string, headers: Record<string, string | number>, body: Buffer, endsEarly = false) =>
    new Promise<number | string>((resolve) => {
      const request = httpRequest(
        new URL(path, origin),
        { method: 'PUT', headers: { origin, ...headers } },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        },
      )
      request.on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? 'error'))
      request.write(body)
      if (endsEarly) setTimeout(() => request.destroy(), 50)
      else request.end()
    })

  test('is refused when it announces or carries more, also without a length; nothing of it stays', async () => {
    const { first } = await begin(1000)
    expect(await rawPut(first, { 'content-length': 5000 }, Buffer.alloc(5000))).toBe(413)
    expect(await rawPut(first, { 'transfer-encoding': 'chunked' }, Buffer.alloc(300_000))).toBe(413)
    expect(await rawPut(first, { 'transfer-encoding': 'chunked' }, Buffer.alloc(999))).toBe(400)
    expect(await rawPut(first, { 'content-length': 1000 }, Buffer.alloc(400), true)).toBe('ECONNRESET')
    await expect.poll(temporary).toEqual([])
    expect(await rawPut(first, { 'transfer-encoding': 'chunked' }, Buffer.alloc(1000))).toBe(200)
  })

  test('is refused at a changed address, by another method, from another site, and for a finished upload', async () => {
    const { first, evidenceId, ana } = await begin(1000)
    const other = await begin(1000)
    const [, , key, multipartId] = other.first.split('/')
    const put = (path: string, headers: Record<string, string> = { origin }) =>
      fetch(new URL(path, origin), { method: 'PUT', body: new Uint8Array(1000), headers }).then(({ status }) => status)
    const own = first.split('/')
    expect(await put(first.replace(own[2]!, key!))).toBe(403)
    expect(await put(first.replace(own[3]!, multipartId!))).toBe(403)
    expect(await put(first.replace('size=1000', 'size=9000'))).toBe(403)
    expect(await put(first.replace(/expires=\d+/, 'expires=99999999999'))).toBe(403)
    expect(await put(first.replace(/signature=.*/, 'signature='))).toBe(403)
    expect(await put('/uploads/../../etc/passwd')).toBeGreaterThanOrEqual(403)
    expect(await put(first, { origin: 'https://evil.example' })).toBe(403)
    expect((await fetch(new URL(first, origin))).status).toBe(404)
    await expect(addressPart(app.context, ana, { evidenceId, part: 2 })).rejects.toMatchObject({ code: 'malformed' })
  })

  test('is refused eleven minutes after its address was given', async () => {
    let now = Date.now()
    const store = new FolderEvidenceStore({
      folder: join(app.context.config.dataDir, 'late'),
      secret: 's',
      now: () => now,
    })
    const { multipartId } = await store.begin('abcdefgh12345678')
    const url = new URL(await store.partUrl('abcdefgh12345678', multipartId, 1, 4), origin)
    now += 11 * 60_000
    await expect(store.receivePart(url, inChunks(Buffer.from('four')), 4)).rejects.toMatchObject({ code: 'expired' })
  })
})

test('ranges of bytes follow the standard', () => {
  expect(byteRange('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 })
  expect(byteRange('bytes=900-', 1000)).toEqual({ start: 900, end: 999 })
  expect(byteRange('bytes=-100', 1000)).toEqual({ start: 900, end: 999 })
  expect(byteRange('bytes=-5000', 1000)).toEqual({ start: 0, end: 999 })
  expect(byteRange('bytes=990-5000', 1000)).toEqual({ start: 990, end: 999 })
  for (const outside of ['bytes=1000-', 'bytes=-0']) expect(byteRange(outside, 1000)).toBe('outside')
  for (const ignored of [undefined, 'bytes=5-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=a-b']) {
    expect(byteRange(ignored, 1000)).toBe('whole')
  }
})
