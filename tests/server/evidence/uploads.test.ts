import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { addressPart } from '#server/evidence/address-part.ts'
import { beginUpload } from '#server/evidence/begin-upload.ts'
import { cancelUpload } from '#server/evidence/cancel-upload.ts'
import { completeUpload } from '#server/evidence/complete-upload.ts'
import { tidyUploads } from '#server/evidence/tidy-uploads.ts'
import { bringEvidence, sendParts } from '#tests/support/bring-evidence.ts'
import * as files from '#tests/support/evidence-files.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const mebibyte = 1024 * 1024

/** Every file that the store holds, whole or in parts. */
async function held(app: TestApp): Promise<string[]> {
  const all = await readdir(join(app.context.config.dataDir, 'evidence'), { recursive: true, withFileTypes: true })
  return all.filter((one) => one.isFile()).map(({ name }) => name)
}
const row = (app: TestApp, id: string) =>
  app.context.db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describeOnBothDatabases('uploads', (makeApp) => {
  async function teamApp() {
    const app = await makeApp()
    const team = await app.world.team()
    const [ana, ben] = [await app.actor(team.memberIds[0]!), await app.actor(team.memberIds[1]!)]
    const stranger = await app.actor((await app.world.team()).memberIds[0]!)
    const wanted = { portfolioId: team.portfolioId, fileName: 'gate.jpg', mediaType: 'image/jpeg', size: 1000 }
    return {
      app,
      team,
      ana,
      ben,
      stranger,
      wanted,
      begin: (changes = {}) => beginUpload(app.context, ana, { ...wanted, ...changes }),
    }
  }

  test('a picture of 30 MB is refused before a byte comes, with its limit in words', async () => {
    const { begin, app } = await teamApp()
    await expect(begin({ size: 30 * mebibyte })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('25 MB'),
    })
    expect(await held(app)).toEqual([])
  })

  test.each([
    ['a document', 'a.pdf', 50 * mebibyte],
    ['a sound', 'a.mp3', 200 * mebibyte],
    ['a film', 'a.mp4', 1024 * mebibyte],
    ['a picture', 'a.png', 25 * mebibyte],
  ])('%s may be as large as its limit and not a byte larger', async (_name, fileName, limit) => {
    const { begin } = await teamApp()
    expect((await begin({ fileName, mediaType: '', size: limit })).parts).toBeGreaterThan(1)
    await expect(begin({ fileName, mediaType: '', size: limit + 1 })).rejects.toMatchObject({ code: 'too-large' })
  })

  test.each(['x.svg', 'x.html', 'x.exe', 'x.js', 'x.xml', 'x.heic', 'x', 'x.jpg.exe', 'x.jpg\u202egpj.js'])(
    'a file called %j is not taken',
    async (fileName) => {
      const { begin } = await teamApp()
      await expect(begin({ fileName, mediaType: '' })).rejects.toMatchObject({ code: 'type-not-allowed' })
    },
  )

  test('a name and a declared type that disagree are not taken', async () => {
    const { begin } = await teamApp()
    await expect(begin({ mediaType: 'text/html' })).rejects.toMatchObject({ code: 'type-not-allowed' })
  })

  test('a portfolio takes 5 GB and 500 files, and what is on its way counts', async () => {
    const { app, begin, team } = await teamApp()
    for (let n = 0; n < 4; n += 1) await begin({ fileName: `${n}.mp4`, mediaType: 'video/mp4', size: 1024 * mebibyte })
    await begin({ fileName: 'last.mp4', mediaType: 'video/mp4', size: 1023 * mebibyte })
    await expect(begin({ size: 2 * mebibyte })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('1 MB'),
    })
    await app.context.db.updateTable('evidence').set({ size: 1 }).where('portfolioId', '=', team.portfolioId).execute()
    const rows = await app.context.db
      .selectFrom('evidence')
      .selectAll()
      .where('portfolioId', '=', team.portfolioId)
      .execute()
    const copies = Array.from({ length: 495 }, (_, n) => ({ ...rows[0]!, id: `copy-${n}` }))
    for (let at = 0; at < copies.length; at += 45)
      await app.context.db
        .insertInto('evidence')
        .values(copies.slice(at, at + 45))
        .execute()
    await expect(begin()).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('500') })
  })

  test('strangers find nothing, and teammates cannot finish or cancel what another began', async () => {
    const { app, ana, ben, stranger, team } = await teamApp()
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
    const { evidenceId } = sent
    for (const act of [
      () => completeUpload(app.context, stranger, sent),
      () => cancelUpload(app.context, stranger, evidenceId),
      () => addressPart(app.context, stranger, { evidenceId, part: 1 }),
      () =>
        beginUpload(app.context, stranger, {
          portfolioId: team.portfolioId,
          fileName: 'a.pdf',
          mediaType: '',
          size: 9,
        }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not-found' })
    }
    await expect(completeUpload(app.context, ben, sent)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(cancelUpload(app.context, ben, evidenceId)).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await row(app, evidenceId)).state).toBe('uploading')
  })

  test('a mentor reads but does not bring', async () => {
    const { app, team, wanted } = await teamApp()
    const mentor = await app.actor(await app.world.mentor(team.id))
    await expect(beginUpload(app.context, mentor, wanted)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a renamed program is refused after its bytes are read, with its reason, and nothing of it stays', async () => {
    const { app, ana, team } = await teamApp()
    const sent = await sendParts(app, ana, {
      portfolioId: team.portfolioId,
      fileName: 'plan.pdf',
      bytes: files.program,
    })
    await expect(completeUpload(app.context, ana, sent)).rejects.toMatchObject({ code: 'type-not-allowed' })
    expect(await row(app, sent.evidenceId)).toMatchObject({
      state: 'refused',
      refusal: expect.stringContaining('Programs'),
      storageKey: null,
    })
    expect(await held(app)).toEqual([])
  })

  test('ten completes at once have one effect', async () => {
    const { app, ana, team } = await teamApp()
    const bytes = await files.photo({ telling: true })
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'gate.jpg', bytes })
    const answers = await Promise.all(Array.from({ length: 10 }, () => completeUpload(app.context, ana, sent)))
    expect(answers.filter(({ state }) => state === 'ready')).toHaveLength(1)
    expect(answers.filter(({ state }) => state === 'processing')).toHaveLength(9)
    expect(await completeUpload(app.context, ana, sent)).toMatchObject({ state: 'ready' })
    const actions = (await listAudit(app.context.db, 'evidence', sent.evidenceId)).map(({ action }) => action)
    expect(actions.sort()).toEqual(['accept-evidence', 'begin-upload', 'complete-upload'])
    expect(await held(app)).toHaveLength(2)
  })

  test('cancel and complete at once: one of them wins, and the other says so', async () => {
    const { app, ana, team } = await teamApp()
    for (let round = 0; round < 5; round += 1) {
      const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
      await Promise.allSettled([
        completeUpload(app.context, ana, sent),
        cancelUpload(app.context, ana, sent.evidenceId),
      ])
      const now = await row(app, sent.evidenceId)
      expect(['ready', 'refused']).toContain(now.state)
      if (now.state === 'refused')
        await expect(addressPart(app.context, ana, { evidenceId: sent.evidenceId, part: 1 })).rejects.toMatchObject({
          code: 'changed-meanwhile',
        })
    }
  })

  test('a complete whose parts are missing can be tried again', async () => {
    const { app, ana, team } = await teamApp()
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
    const wrong = [{ part: 1, etag: 'not what came' }]
    await expect(completeUpload(app.context, ana, { ...sent, parts: wrong })).rejects.toMatchObject({
      code: 'malformed',
    })
    await expect(completeUpload(app.context, ana, { ...sent, parts: [] })).rejects.toMatchObject({ code: 'malformed' })
    expect(await completeUpload(app.context, ana, sent)).toMatchObject({ state: 'ready' })
  })

  test('cancel frees the room and the bytes', async () => {
    const { app, ana, team } = await teamApp()
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
    expect(await held(app)).toHaveLength(1)
    await cancelUpload(app.context, ana, sent.evidenceId)
    expect(await held(app)).toEqual([])
    await expect(completeUpload(app.context, ana, sent)).rejects.toMatchObject({ code: 'expired' })
  })

  test('an upload that does not finish within a day is thrown away', async () => {
    const { app, ana, team } = await teamApp()
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
    app.clock.advance(23 * 3_600_000)
    await tidyUploads(app.context)
    expect((await row(app, sent.evidenceId)).state).toBe('uploading')
    app.clock.advance(2 * 3_600_000)
    await tidyUploads(app.context)
    expect((await row(app, sent.evidenceId)).state).toBe('refused')
    expect(await held(app)).toEqual([])
  })

  test('a check that a stop of the server interrupted is taken up again', async () => {
    const { app, ana, team } = await teamApp()
    const sent = await sendParts(app, ana, { portfolioId: team.portfolioId, fileName: 'a.pdf', bytes: files.pdf })
    const { db, evidenceStore, clock } = app.context
    const upload = await db.selectFrom('upload').selectAll().executeTakeFirstOrThrow()
    await evidenceStore.complete(upload.storageKey, upload.multipartId, sent.parts)
    await db.updateTable('upload').set({ completedAt: clock.iso() }).execute()
    await db.updateTable('evidence').set({ state: 'processing' }).execute()
    app.clock.advance(11 * 60_000)
    await tidyUploads(app.context)
    expect(await row(app, sent.evidenceId)).toMatchObject({ state: 'ready', sha256: expect.any(String) })
    expect(existsSync(join(app.context.config.dataDir, 'checking'))).toBe(true)
    expect(await readdir(join(app.context.config.dataDir, 'checking'))).toEqual([])
  })

  test('a file of several parts comes together, and its kind follows its bytes', async () => {
    const { app, ana, team } = await teamApp()
    const bytes = Buffer.concat([files.pdf, Buffer.alloc(11 * mebibyte, ' ')])
    const id = await bringEvidence(app, ana, { portfolioId: team.portfolioId, fileName: 'plan.pdf', bytes })
    expect(await row(app, id)).toMatchObject({
      state: 'ready',
      kind: 'document',
      size: bytes.length,
      consentState: 'pending',
      declaration: 'unsure',
    })
  })
})
