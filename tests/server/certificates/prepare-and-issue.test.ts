import { expect, it } from 'vitest'
import { publicActor } from '#domain/access/actor.ts'
import { issueCertificates } from '#server/certificates/issue-certificates.ts'
import { liftHold } from '#server/certificates/lift-hold.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { anEvent, attend, certifyingCohort, commitments, decidedTeam } from '#tests/support/decided-team.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const certificates = (app: TestApp) =>
  app.context.db.selectFrom('certificate').selectAll().orderBy('sequence').execute()
const auditsOf = (app: TestApp, action: string) =>
  app.context.db.selectFrom('audit').select('subjectId').where('action', '=', action).execute()
const tenTimes = <T>(work: () => Promise<T>) => Promise.allSettled(Array.from({ length: 10 }, work))

describeOnBothDatabases('certificates', (makeApp) => {
  it('are refused for a decision that is proposed, held, or asks for changes', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    for (const [name, state, outcome] of [
      ['Kelp', 'proposed', 'certified'],
      ['Lantern', 'held', 'certified'],
      ['Heron', 'released', 'changes-asked'],
    ] as const) {
      const { decisionId } = await decidedTeam(app, cohortId, { name, state, outcome })
      await expect(prepareCertificates(app.context, manager, { decisionId })).rejects.toMatchObject({
        code: 'not-ready',
      })
    }
    await expect(prepareCertificates(app.context, manager, { cohortId })).rejects.toMatchObject({ code: 'not-ready' })
    await expect(issueCertificates(app.context, manager, { cohortId })).rejects.toMatchObject({ code: 'not-ready' })
    expect(await certificates(app)).toEqual([])
  })

  it('are the program manager’s to make: others are told so, strangers learn nothing', async () => {
    const app = await makeApp()
    const { cohortId } = await certifyingCohort(app)
    const team = await decidedTeam(app, cohortId)
    const coach = await app.actor(await app.world.cohortRole(cohortId, 'coach'))
    const member = await app.actor(team.memberIds[0]!)
    const ask = { cohortId }
    await expect(prepareCertificates(app.context, coach, ask)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(prepareCertificates(app.context, member, ask)).rejects.toMatchObject({ code: 'not-found' })
    await expect(issueCertificates(app.context, publicActor, ask)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('carry the name as its holder confirmed it, the day of the ceremony and an unbroken number', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    const team = await decidedTeam(app, cohortId, { outcome: 'certified-with-commendation' })
    await app.context.db
      .updateTable('person')
      .set({ certificateName: 'Thu Hà Nguyễn', certificateNameConfirmedAt: app.clock.iso() })
      .where('id', '=', team.memberIds[0]!)
      .execute()
    await prepareCertificates(app.context, manager, { decisionId: team.decisionId })
    const made = await certificates(app)
    expect(made.map((row) => row.number)).toEqual(['A-2027-000001', 'A-2027-000002', 'A-2027-000003'])
    expect(made.find((row) => row.personId === team.memberIds[0])?.name).toBe('Thu Hà Nguyễn')
    expect(made.map((row) => row.awardedOn)).toEqual(['2027-03-12', '2027-03-12', '2027-03-12'])
    expect(made.every((row) => row.commendedAt !== null && /^[0-9a-hjkmnp-tv-z]{16}$/.test(row.id))).toBe(true)
    expect(JSON.parse(made[0]!.signatories)).toHaveLength(2)
  })

  it('are made once when ten press at the same moment', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    await decidedTeam(app, cohortId, { name: 'Oak Shade', size: 5 })
    await decidedTeam(app, cohortId, { name: 'Threads', size: 4 })
    const answers = await tenTimes(() => prepareCertificates(app.context, manager, { cohortId }))
    expect(answers.filter((one) => one.status === 'rejected')).toEqual([])
    const made = await certificates(app)
    expect(made.map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(new Set(made.map((row) => row.statusIndex)).size).toBe(9)
    expect(await auditsOf(app, 'reserve-certificate')).toHaveLength(9)
  })

  it('are issued once when ten press at the same moment, and each holder is told once', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    await decidedTeam(app, cohortId, { size: 5 })
    await prepareCertificates(app.context, manager, { cohortId })
    const answers = await tenTimes(() => issueCertificates(app.context, manager, { cohortId }))
    expect(answers.filter((one) => one.status === 'rejected')).toEqual([])
    const made = await certificates(app)
    expect(made.every((row) => row.state === 'issued' && row.notifiedAt && row.pdf)).toBe(true)
    expect(await auditsOf(app, 'issue-certificate')).toHaveLength(5)
    expect(await app.context.mailer.list()).toHaveLength(5)
    const again = await issueCertificates(app.context, manager, { cohortId })
    expect(again).toEqual({ issued: [], failures: [], waiting: 0 })
  })

  it('are held for whom a commitment is open, and follow when staff agree on how it is made up', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app, commitments)
    const team = await decidedTeam(app, cohortId)
    const [absent, ...present] = team.memberIds
    const workshop = await anEvent(app, {
      cohortId,
      kind: 'workshop',
      title: 'Workshop 1',
      startsAt: '2026-10-27T16:00:00Z',
    })
    await attend(app, workshop, present)
    const first = await prepareCertificates(app.context, manager, { cohortId })
    expect(first.reserved).toHaveLength(2)
    expect(first.held).toEqual([
      { personId: absent, reasons: ['Both workshops: Workshop 1 is not recorded as attended.'] },
    ])
    await prepareCertificates(app.context, manager, { cohortId })
    expect(await auditsOf(app, 'hold-certificate')).toHaveLength(1)
    const lift = {
      decisionId: team.decisionId,
      personId: absent!,
      because: 'She joins the workshop of the next cycle.',
    }
    await expect(liftHold(app.context, manager, { ...lift, because: 'ok' })).rejects.toMatchObject({
      code: 'not-ready',
    })
    await liftHold(app.context, manager, lift)
    await expect(liftHold(app.context, manager, lift)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect((await prepareCertificates(app.context, manager, { cohortId })).reserved).toHaveLength(1)
  })

  it('are one to a person, however many teams they were on; who left before submission gets none', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    const one = await decidedTeam(app, cohortId, { name: 'Oak Shade', size: 2 })
    const other = await decidedTeam(app, cohortId, { name: 'Threads', size: 1 })
    await app.world.member(other.id, one.memberIds[0]!)
    await app.world.member(other.id, await app.world.person(), '2027-01-15')
    const { reserved, held } = await prepareCertificates(app.context, manager, { cohortId })
    expect([reserved.length, held.length]).toEqual([3, 0])
  })

  it('wait one by one when a name cannot be drawn or the decision is recalled', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    const team = await decidedTeam(app, cohortId, { size: 2 })
    await app.context.db
      .updateTable('person')
      .set({ displayName: '山田太郎' })
      .where('id', '=', team.memberIds[0]!)
      .execute()
    await prepareCertificates(app.context, manager, { cohortId })
    const { issued, failures } = await issueCertificates(app.context, manager, { cohortId })
    expect(issued).toHaveLength(1)
    expect(failures).toMatchObject([{ name: '山田太郎', sentence: expect.stringContaining('“山”') }])

    const second = await decidedTeam(app, cohortId, { name: 'Threads', size: 1 })
    await prepareCertificates(app.context, manager, { cohortId })
    await app.context.db.updateTable('decision').set({ state: 'held' }).where('id', '=', second.decisionId).execute()
    const later = await issueCertificates(app.context, manager, { cohortId })
    expect(later.issued).toEqual([])
    expect(later.failures.map((one) => one.sentence).join()).toContain('about Threads has changed since')
    const changed = { state: 'released', outcome: 'certified-with-commendation' }
    await app.context.db.updateTable('decision').set(changed).where('id', '=', second.decisionId).execute()
    expect((await issueCertificates(app.context, manager, { cohortId })).issued).toEqual([])
    await prepareCertificates(app.context, manager, { cohortId })
    expect((await issueCertificates(app.context, manager, { cohortId })).issued).toHaveLength(1)
    expect((await certificates(app)).filter((row) => row.commendedAt !== null)).toMatchObject([{ teamName: 'Threads' }])
    expect(await auditsOf(app, 'refresh-certificate')).toHaveLength(1)
  })

  it('tell a holder again when a message failed or a server stopped half way', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    await decidedTeam(app, cohortId, { size: 2 })
    await prepareCertificates(app.context, manager, { cohortId })
    const broken = { ...app.context.mailer, send: () => Promise.reject(new Error('the mail server is away')) }
    const first = await issueCertificates({ ...app.context, mailer: broken }, manager, { cohortId })
    expect(first.issued).toHaveLength(2)
    expect(first.failures.map((one) => one.sentence).join()).toContain('the message about it did not leave')
    const [one] = await certificates(app)
    const claim = { noticeClaimedAt: app.clock.iso() }
    await app.context.db.updateTable('certificate').set(claim).where('id', '=', one!.id).execute()
    await issueCertificates(app.context, manager, { cohortId })
    expect(await app.context.mailer.list()).toHaveLength(1)
    app.clock.advance(301_000)
    await issueCertificates(app.context, manager, { cohortId })
    await issueCertificates(app.context, manager, { cohortId })
    expect(await app.context.mailer.list()).toHaveLength(2)
  })

  it('are released forty in one act, in well under a minute', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app)
    for (let team = 0; team < 9; team += 1) await decidedTeam(app, cohortId, { name: `Team ${team}`, size: 5 })
    await prepareCertificates(app.context, manager, { cohortId })
    const started = performance.now()
    const { issued, waiting } = await issueCertificates(app.context, manager, { cohortId })
    expect([issued.length, waiting]).toEqual([40, 5])
    expect(performance.now() - started).toBeLessThan(20_000)
    expect((await issueCertificates(app.context, manager, { cohortId })).issued).toHaveLength(5)
  })
})
