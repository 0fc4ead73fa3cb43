import { expect, it } from 'vitest'
import { publicActor } from '#domain/access/actor.ts'
import { confirmName } from '#server/certificates/confirm-name.ts'
import { correctName } from '#server/certificates/correct-name.ts'
import { issueCertificates } from '#server/certificates/issue-certificates.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { openCertificate, readCertificate } from '#server/certificates/read-certificate.ts'
import { revokeCertificate } from '#server/certificates/revoke-certificate.ts'
import { verifyCertificate } from '#server/certificates/verify-certificate.ts'
import { certifyingCohort, decidedTeam } from '#tests/support/decided-team.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function oneIssued(app: TestApp) {
  const { cohortId, manager } = await certifyingCohort(app)
  const team = await decidedTeam(app, cohortId, { size: 2 })
  const { reserved } = await prepareCertificates(app.context, manager, { cohortId })
  await issueCertificates(app.context, manager, { cohortId })
  const id = reserved[0]!
  const { personId } = await app.context.db
    .selectFrom('certificate')
    .select('personId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { cohortId, manager, team, id, holder: await app.actor(personId) }
}
const verify = (app: TestApp, certificateId: string, clientAddress = '192.0.2.1') =>
  verifyCertificate(app.context, { certificateId, clientAddress })
const tenTimes = <T>(work: () => Promise<T>) => Promise.allSettled(Array.from({ length: 10 }, work))
const done = (answers: PromiseSettledResult<unknown>[]) => answers.filter((one) => one.status === 'fulfilled').length

describeOnBothDatabases('an issued certificate', (makeApp) => {
  it('is valid to a stranger, who learns what is printed on it and nothing else', async () => {
    const app = await makeApp()
    const { id, team } = await oneIssued(app)
    const record = await verify(app, id)
    expect(record).toMatchObject({
      verdict: 'valid',
      number: expect.stringMatching(/^A-2027-0000/),
      awardedOn: '2027-03-12',
    })
    expect(Object.keys(record).join()).not.toMatch(/person|email|decision|team|score/i)
    expect(record.storyUrl).toBeNull()
    await app.context.db
      .updateTable('portfolio')
      .set({ state: 'certified', publishedAt: app.clock.iso() })
      .where('teamId', '=', team.id)
      .execute()
    expect((await verify(app, id)).storyUrl).toContain(`/stories/${team.portfolioId}`)
    const typed = id.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')
    expect((await verify(app, `${typed.slice(0, 8)}-${typed.slice(8)}`)).id).toBe(id)
  })

  it('does not exist for strangers before it is released', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    const team = await decidedTeam(app, cohortId, { size: 1 })
    const { reserved } = await prepareCertificates(app.context, manager, { cohortId })
    await expect(verify(app, reserved[0]!)).rejects.toMatchObject({ code: 'not-found' })
    const holder = await app.actor(team.memberIds[0]!)
    await expect(openCertificate(app.context, holder, reserved[0]!, 'pdf')).rejects.toMatchObject({ code: 'not-ready' })
    expect((await openCertificate(app.context, manager, reserved[0]!, 'pdf')).bytes.length).toBeGreaterThan(10_000)
  })

  it('is found only by its address: wrong ones are not found, and soon too many', async () => {
    const app = await makeApp()
    const { id } = await oneIssued(app)
    for (let miss = 0; miss < 30; miss += 1) {
      await expect(verify(app, `nothing${miss}`)).rejects.toMatchObject({ code: 'not-found' })
    }
    await expect(verify(app, 'nothing')).rejects.toMatchObject({ code: 'too-many' })
    expect((await verify(app, id)).verdict).toBe('valid')
    await expect(verify(app, 'nothing', '192.0.2.2')).rejects.toMatchObject({ code: 'not-found' })
    app.clock.advance(601_000)
    await expect(verify(app, 'nothing')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is opened by its holder, teammates and staff, not by others', async () => {
    const app = await makeApp()
    const { id, holder, team, manager } = await oneIssued(app)
    for (const actor of [holder, manager, await app.actor(team.memberIds[1]!)]) {
      const { bytes } = await openCertificate(app.context, actor, id, 'pdf')
      expect(
        Buffer.from(bytes as Uint8Array)
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
    const stranger = await app.actor(await app.world.person())
    for (const actor of [stranger, publicActor]) {
      await expect(openCertificate(app.context, actor, id, 'pdf')).rejects.toMatchObject({ code: 'not-found' })
      await expect(readCertificate(app.context, actor, id)).rejects.toMatchObject({ code: 'not-found' })
    }
  })

  it('is revoked once with a reason; a stranger reads the category, and the award can be given again', async () => {
    const app = await makeApp()
    const { id, holder, manager, cohortId } = await oneIssued(app)
    const ask = { certificateId: id, reason: 'issued-in-error', note: 'The wrong roster was certified; J. H. decided.' }
    await expect(revokeCertificate(app.context, holder, ask)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(revokeCertificate(app.context, manager, { ...ask, note: ' ' })).rejects.toMatchObject({
      code: 'not-ready',
    })
    await expect(revokeCertificate(app.context, manager, { ...ask, reason: 'mood' })).rejects.toMatchObject({
      code: 'not-ready',
    })
    expect(done(await tenTimes(() => revokeCertificate(app.context, manager, ask)))).toBe(1)
    const record = await verify(app, id)
    expect(record).toMatchObject({ verdict: 'not-valid', reason: 'It was issued in error.' })
    expect(JSON.stringify(record)).not.toContain('roster')
    const audits = await app.context.db
      .selectFrom('audit')
      .where('action', '=', 'revoke-certificate')
      .selectAll()
      .execute()
    expect(audits).toHaveLength(1)
    expect((await prepareCertificates(app.context, manager, { cohortId })).reserved).toHaveLength(1)
  })

  it('is replaced once when its name is corrected; the old address leads to the new one', async () => {
    const app = await makeApp()
    const { id, manager, holder } = await oneIssued(app)
    const ask = { certificateId: id, name: 'Thu Hà Nguyễn', language: 'vi' }
    await expect(correctName(app.context, holder, ask)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(correctName(app.context, manager, { ...ask, name: '山田太郎' })).rejects.toMatchObject({
      code: 'not-ready',
      details: { fields: { name: expect.stringContaining('山') } },
    })
    const answers = await tenTimes(() => correctName(app.context, manager, ask))
    expect(done(answers)).toBe(1)
    const old = await verify(app, id)
    expect(old).toMatchObject({ verdict: 'replaced', replacedBy: expect.any(String) })
    const standing = await verify(app, old.replacedBy!)
    expect(standing).toMatchObject({
      verdict: 'valid',
      name: 'Thu Hà Nguyễn',
      awardedOn: old.awardedOn,
      number: 'A-2027-000003',
    })
    const again = await correctName(app.context, manager, { ...ask, certificateId: standing.id, name: 'Thu Hà Nguyen' })
    expect((await verify(app, id)).replacedBy).toBe(again)
  })

  it('takes over the name that its holder confirms before the release, and not afterwards', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    const team = await decidedTeam(app, cohortId, { size: 1 })
    const holder = await app.actor(team.memberIds[0]!)
    const { reserved } = await prepareCertificates(app.context, manager, { cohortId })
    await confirmName(app.context, holder, { name: '  Åse  Kjærgård ', language: '' })
    await issueCertificates(app.context, manager, { cohortId })
    await confirmName(app.context, holder, { name: 'Somebody Else', language: '' })
    expect((await verify(app, reserved[0]!)).name).toBe('Åse Kjærgård')
    const refusal = { code: 'not-ready', details: { fields: { name: expect.any(String) } } }
    await expect(confirmName(app.context, holder, { name: '', language: '' })).rejects.toMatchObject(refusal)
    await expect(confirmName(app.context, publicActor, { name: 'X', language: '' })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })
})
