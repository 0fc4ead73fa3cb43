import { expect, it } from 'vitest'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { readCeremony } from '#server/certificates/read-ceremony.ts'
import { readCertificateSheet } from '#server/certificates/read-certificate-sheet.ts'
import { readCommitments } from '#server/certificates/read-commitments.ts'
import { anEvent, attend, certifyingCohort, commitments, decidedTeam } from '#tests/support/decided-team.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('the sheet of certificates', (makeApp) => {
  it('is the program manager’s, and shows each name as its holder typed it', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app, commitments)
    const workshop = await anEvent(app, {
      cohortId,
      kind: 'workshop',
      title: 'Workshop 1',
      startsAt: '2026-10-27T16:00:00Z',
    })
    const team = await decidedTeam(app, cohortId, { name: 'Oak Shade', size: 3 })
    await decidedTeam(app, cohortId, { name: 'Kelp Forest', state: 'held' })
    await decidedTeam(app, cohortId, { name: 'Lantern', outcome: 'changes-asked' })
    await decidedTeam(app, cohortId, { name: 'Two Bridges', outcome: 'not-yet' })
    await app.world.team({ cohortId, name: 'Night Sky' })
    const [confirmed, undrawable, absent] = team.memberIds as [string, string, string]
    await attend(app, workshop, [confirmed, undrawable])
    const { db } = app.context
    const names = { certificateName: 'Thu Hà Nguyễn', certificateNameConfirmedAt: app.clock.iso() }
    await db.updateTable('person').set(names).where('id', '=', confirmed).execute()
    await db.updateTable('person').set({ displayName: '山田太郎' }).where('id', '=', undrawable).execute()
    await prepareCertificates(app.context, manager, { cohortId })

    const sheet = await readCertificateSheet(app.context, manager, cohortId)
    const row = (personId: string) => sheet.rows.find((one) => one.personId === personId)
    expect(sheet.rows).toHaveLength(3)
    expect(row(confirmed)).toMatchObject({
      name: 'Thu Hà Nguyễn',
      confirmed: true,
      undrawable: null,
      standing: 'prepared',
    })
    expect(row(undrawable)).toMatchObject({ confirmed: false, undrawable: expect.stringContaining('山') })
    expect(row(absent)).toMatchObject({ standing: 'held', hold: { lifted: null, reasons: [expect.any(String)] } })
    expect(sheet.waitingTeams).toEqual({ signed: ['Kelp Forest'], undecided: ['Lantern', 'Night Sky'] })

    for (const actor of [await app.actor(absent), await app.actor(await app.world.person())]) {
      await expect(readCertificateSheet(app.context, actor, cohortId)).rejects.toMatchObject({ code: 'not-found' })
    }
    const coach = await app.actor(await app.world.cohortRole(cohortId, 'coach'))
    await expect(readCertificateSheet(app.context, coach, cohortId)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('tells a held member on their own ledger, and nobody at the ceremony before the release', async () => {
    const app = await makeApp()
    const { cohortId, manager } = await certifyingCohort(app, commitments)
    await anEvent(app, { cohortId, kind: 'workshop', title: 'Workshop 1', startsAt: '2026-10-27T16:00:00Z' })
    const team = await decidedTeam(app, cohortId, { name: 'Oak Shade', size: 1 })
    await prepareCertificates(app.context, manager, { cohortId })
    const member = await app.actor(team.memberIds[0]!)
    if (member.kind !== 'person') throw new Error('a member is a person')
    const { teams } = await readCommitments(app.context, member)
    expect(teams).toMatchObject([{ teamName: 'Oak Shade', hold: { lifted: null } }])
    expect(teams[0]?.lines.map((line) => line.state)).toEqual(['not-met', 'met', 'met'])
    expect((await readCeremony(app.context, member, cohortId)).names).toEqual([])
    const stranger = await app.actor(await app.world.person())
    await expect(readCeremony(app.context, stranger, cohortId)).rejects.toMatchObject({ code: 'not-found' })
  })
})
