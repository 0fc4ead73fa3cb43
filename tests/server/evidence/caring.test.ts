import { expect, test } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { listEvidence } from '#db/queries/evidence.ts'
import { addLink, addNote } from '#server/evidence/add-words.ts'
import { archiveEvidence } from '#server/evidence/archive-evidence.ts'
import { declareMedia } from '#server/evidence/declare-media.ts'
import { describeEvidence } from '#server/evidence/describe-evidence.ts'
import { settleConsent } from '#server/evidence/settle-consent.ts'
import { bringEvidence } from '#tests/support/bring-evidence.ts'
import * as files from '#tests/support/evidence-files.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

describeOnBothDatabases('caring for evidence', (makeApp) => {
  async function withPhoto() {
    const app = await makeApp()
    const team = await app.world.team()
    const [ana, ben] = [await app.actor(team.memberIds[0]!), await app.actor(team.memberIds[1]!)]
    const { portfolioId } = team
    const id = await bringEvidence(app, ana, { portfolioId, fileName: 'gate.jpg', bytes: await files.photo() })
    return { app, team, ana, ben, portfolioId, id, context: app.context }
  }
  const row = (app: TestApp, id: string) =>
    app.context.db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const consentOf = async (app: TestApp, id: string) => (await row(app, id)).consentState

  test('a piece of another team is not there, whatever is done to it', async () => {
    const { app, id, context } = await withPhoto()
    const stranger = await app.actor((await app.world.team()).memberIds[0]!)
    for (const act of [
      () => describeEvidence(context, stranger, { evidenceId: id, title: 'Mine' }),
      () => declareMedia(context, stranger, { evidenceId: id, declaration: 'none' }),
      () => settleConsent(context, stranger, { evidenceId: id, to: 'cleared', note: 'me' }),
      () => archiveEvidence(context, stranger, id),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not-found' })
    }
  })

  test('a mentor reads it and changes nothing', async () => {
    const { app, team, id, context } = await withPhoto()
    const mentor = await app.actor(await app.world.mentor(team.id))
    await expect(declareMedia(context, mentor, { evidenceId: id, declaration: 'none' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(settleConsent(context, mentor, { evidenceId: id, to: 'cleared', note: 'me' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('consent is cleared only with a word on who gave it', async () => {
    const { app, ana, id, context } = await withPhoto()
    await expect(settleConsent(context, ana, { evidenceId: id, to: 'cleared', note: ' ' })).rejects.toMatchObject({
      details: { fields: { consentNote: expect.any(String) } },
    })
    await settleConsent(context, ana, { evidenceId: id, to: 'cleared', note: 'Mother, signed form of 2 March' })
    expect(await row(app, id)).toMatchObject({ consentState: 'cleared', consentNote: 'Mother, signed form of 2 March' })
    await expect(settleConsent(context, ana, { evidenceId: id, to: 'cleared', note: 'again' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
  })

  test('no declaration brings back what a withdrawal hid; a new consent does', async () => {
    const { app, ana, ben, id, context } = await withPhoto()
    await settleConsent(context, ana, { evidenceId: id, to: 'withdrawn', note: '' })
    await declareMedia(context, ben, { evidenceId: id, declaration: 'none' })
    expect(await consentOf(app, id)).toBe('withdrawn')
    await settleConsent(context, ben, { evidenceId: id, to: 'cleared', note: 'Father, by phone, 3 March' })
    expect(await consentOf(app, id)).toBe('cleared')
  })

  test('ten people withdraw at once: it is withdrawn once', async () => {
    const { app, ana, id, context } = await withPhoto()
    const acts = Array.from({ length: 10 }, () =>
      settleConsent(context, ana, { evidenceId: id, to: 'withdrawn', note: '' }),
    )
    const done = (await Promise.allSettled(acts)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    const actions = (await listAudit(app.context.db, 'evidence', id)).map(({ action }) => action)
    expect(actions.filter((action) => action === 'withdraw-consent')).toHaveLength(1)
  })

  test('a declaration against a withdrawal of the same moment never wins', async () => {
    const { app, ana, ben, id, context } = await withPhoto()
    await Promise.allSettled([
      declareMedia(context, ben, { evidenceId: id, declaration: 'none' }),
      settleConsent(context, ana, { evidenceId: id, to: 'withdrawn', note: '' }),
    ])
    expect(await consentOf(app, id)).toBe('withdrawn')
  })

  test('details are checked together and say which field is wrong', async () => {
    const { app, ana, id, context, portfolioId } = await withPhoto()
    const elsewhere = await app.world.site(await app.world.district())
    const other = await context.db
      .selectFrom('site_element')
      .select('id')
      .where('siteId', '=', elsewhere)
      .executeTakeFirstOrThrow()
    const wrong = { evidenceId: id, title: 'x'.repeat(201), takenOn: '2027-13-40', siteElementId: other.id }
    await expect(describeEvidence(context, ana, wrong)).rejects.toMatchObject({
      code: 'not-ready',
      details: {
        fields: { title: expect.any(String), takenOn: expect.any(String), siteElementId: expect.any(String) },
      },
    })
    await expect(describeEvidence(context, ana, { evidenceId: id, takenOn: '2027-03-09' })).rejects.toMatchObject({
      details: { fields: { takenOn: 'This day has not come yet.' } },
    })
    await describeEvidence(context, ana, { evidenceId: id, title: ' The gate ', altText: 'A gate with three cars' })
    const [listed] = await listEvidence(context.db, portfolioId)
    expect(listed).toMatchObject({
      title: 'The gate',
      altText: 'A gate with three cars',
      uses: 0,
      capturedByName: expect.any(String),
    })
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'not an address',
    'https://me:secret@example.org/',
    'file:///etc/passwd',
  ])('the link %j is refused', async (link) => {
    const { ana, context, portfolioId } = await withPhoto()
    await expect(addLink(context, ana, { portfolioId, link })).rejects.toMatchObject({ code: 'not-ready' })
  })

  test('a link and a note are evidence at once, with a hash and no consent to ask', async () => {
    const { app, ana, context, portfolioId } = await withPhoto()
    const link = await addLink(context, ana, { portfolioId, link: 'https://www.example.org/survey' })
    const note = await addNote(context, ana, { portfolioId, note: 'Three parents stayed to talk.' })
    expect(await row(app, link)).toMatchObject({
      kind: 'link',
      title: 'example.org',
      consentState: 'not-needed',
      state: 'ready',
    })
    expect(await row(app, note)).toMatchObject({ kind: 'note', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await expect(addNote(context, ana, { portfolioId, note: ' ' })).rejects.toMatchObject({ code: 'not-ready' })
  })

  test('a piece that an entry uses is not put away; one that none uses is, once', async () => {
    const { app, ana, id, context, portfolioId } = await withPhoto()
    const entry = await app.world.entry(portfolioId)
    await context.db.insertInto('entry_evidence').values({ entryId: entry.id, evidenceId: id }).execute()
    await expect(archiveEvidence(context, ana, id)).rejects.toMatchObject({ code: 'not-ready' })
    await context.db.deleteFrom('entry_evidence').execute()
    await archiveEvidence(context, ana, id)
    await expect(archiveEvidence(context, ana, id)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await listEvidence(context.db, portfolioId)).toEqual([])
  })
})
