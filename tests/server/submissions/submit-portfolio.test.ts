import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { canonicalJson } from '#domain/submission/manifest.ts'
import { proposeSubmission, voiceSubmission } from '#server/submissions/propose-submission.ts'
import { readReadyCheck } from '#server/submissions/read-ready-check.ts'
import { submitPortfolio } from '#server/submissions/submit-portfolio.ts'
import { withdrawSubmission } from '#server/submissions/withdraw-submission.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const template = JSON.stringify({
  minutesToRead: 45,
  sections: ['1', '5'].map((key) => ({
    key,
    title: key === '1' ? 'Us' : 'Listening',
    phases: [],
    facets: [],
    mandala: [],
    purpose: 'Because.',
    prompts: [],
    blocks: [],
    evidence: [],
    required: key === '1',
    personal: false,
    readyChecks: [],
  })),
})

async function aReadyTeam(app: TestApp) {
  const cohortId = await app.world.cohort({ editionId: await app.world.edition({ template, phases: '[]' }) })
  const team = await app.world.team({ cohortId, size: 2 })
  const us = await app.world.entry(team.portfolioId, { section: '1', words: 'We promise to listen.' })
  const heard = await app.world.entry(team.portfolioId, { section: '5', words: 'The driver said: nobody asks us.' })
  const [a, b] = await Promise.all(team.memberIds.map((id) => app.actor(id)))
  return { ...team, a: a!, b: b!, us, heard }
}

async function agree(app: TestApp, team: Awaited<ReturnType<typeof aReadyTeam>>) {
  await proposeSubmission(app.context, team.a, team.portfolioId)
  await voiceSubmission(app.context, team.b, { portfolioId: team.portfolioId, says: 'agree', note: '' })
}

describeOnBothDatabases('Submitting a portfolio', (makeApp) => {
  it('needs a proposal, then everybody’s word', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await expect(submitPortfolio(app.context, team.a, team.portfolioId)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await proposeSubmission(app.context, team.a, team.portfolioId)
    await expect(submitPortfolio(app.context, team.a, team.portfolioId)).rejects.toMatchObject({ code: 'not-ready' })
    await expect(
      voiceSubmission(app.context, team.b, { portfolioId: team.portfolioId, says: 'object', note: ' ' }),
    ).rejects.toMatchObject({
      code: 'not-ready',
    })
    await voiceSubmission(app.context, team.b, {
      portfolioId: team.portfolioId,
      says: 'object',
      note: 'One more reading, please.',
    })
    app.clock.advance(48 * 3_600_000)
    await expect(submitPortfolio(app.context, team.a, team.portfolioId)).rejects.toMatchObject({
      message: expect.stringContaining('talk first'),
    })
    await voiceSubmission(app.context, team.b, { portfolioId: team.portfolioId, says: 'agree', note: '' })
    expect(await submitPortfolio(app.context, team.a, team.portfolioId)).toMatchObject({ number: 1 })
  })

  it('a day of silence is enough', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await proposeSubmission(app.context, team.a, team.portfolioId)
    app.clock.advance(24 * 3_600_000 - 1)
    await expect(submitPortfolio(app.context, team.b, team.portfolioId)).rejects.toMatchObject({ code: 'not-ready' })
    app.clock.advance(1)
    expect(await submitPortfolio(app.context, team.b, team.portfolioId)).toMatchObject({ number: 1 })
  })

  it('strangers find nothing, readers may not, and a portfolio with an empty required section stays a draft', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    const stranger = await app.actor(await app.world.person())
    const mentor = await app.actor(await app.world.mentor(team.id))
    await expect(proposeSubmission(app.context, stranger, team.portfolioId)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(proposeSubmission(app.context, mentor, team.portfolioId)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await app.context.db
      .updateTable('entry')
      .set({ archivedAt: app.clock.iso() })
      .where('id', '=', team.us.id)
      .execute()
    await agree(app, team)
    await expect(submitPortfolio(app.context, team.a, team.portfolioId)).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('“Us” is still empty'),
    })
    const rows = await app.context.db
      .selectFrom('portfolio')
      .select('state')
      .where('id', '=', team.portfolioId)
      .execute()
    expect(rows).toEqual([{ state: 'draft' }])
    expect(await app.context.db.selectFrom('submission').select('id').execute()).toEqual([])
  })

  it('ten at once make one snapshot, one audit row and nine refusals', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await agree(app, team)
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => submitPortfolio(app.context, n % 2 ? team.a : team.b, team.portfolioId)),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(['changed-meanwhile', 'locked']).toContain(one.reason.code)
    expect(await app.context.db.selectFrom('submission').select('number').execute()).toEqual([{ number: 1 }])
    const audit = await listAudit(app.context.db, 'portfolio', team.portfolioId)
    expect(audit.filter((row) => row.action === 'submit')).toHaveLength(1)
  })

  it('keeps a version of each page, in the same transaction and with the digest of the snapshot', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await agree(app, team)
    const versions = () => app.context.db.selectFrom('document_version').selectAll().orderBy('documentId').execute()
    await Promise.allSettled([1, 2, 3].map(() => submitPortfolio(app.context, team.a, team.portfolioId)))
    const entries = await app.context.db
      .selectFrom('submission_entry')
      .innerJoin('entry', 'entry.id', 'submission_entry.entryId')
      .select(['entry.documentId', 'submission_entry.submissionId', 'submission_entry.sha256'])
      .orderBy('entry.documentId')
      .execute()
    expect(entries).toHaveLength(2)
    const kept = await versions()
    expect(kept.map(({ documentId, submissionId, digest }) => ({ documentId, submissionId, sha256: digest }))).toEqual(
      entries,
    )
    for (const version of kept) expect(version).toMatchObject({ kind: 'submission', createdById: team.memberIds[0] })
    for (const version of kept) expect(version.state?.length).toBeGreaterThan(0)
  })

  it('the manifest vouches for every page, and its hash can be made again', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await agree(app, team)
    const { submissionId } = await submitPortfolio(app.context, team.a, team.portfolioId)
    const row = await app.context.db
      .selectFrom('submission')
      .selectAll()
      .where('id', '=', submissionId)
      .executeTakeFirstOrThrow()
    const manifest = JSON.parse(row.manifest)
    expect(createHash('sha256').update(canonicalJson(manifest)).digest('hex')).toBe(row.manifestSha256)
    const entries = await app.context.db
      .selectFrom('submission_entry')
      .selectAll()
      .where('submissionId', '=', submissionId)
      .execute()
    expect(entries.map((entry) => entry.title)).toHaveLength(2)
    for (const entry of entries) {
      const sha256 = createHash('sha256').update(entry.content).digest('hex')
      expect(sha256).toBe(entry.sha256)
      expect(manifest.entries).toContainEqual({
        entryId: entry.entryId,
        section: entry.section,
        title: entry.title,
        sha256,
      })
      expect(entry.html).toMatch(/data-block-id/)
    }
    expect(manifest.roster.map((one: { personId: string }) => one.personId).sort()).toEqual([...team.memberIds].sort())
  })

  it('can be withdrawn until a reviewer opens it; the number is never used again', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await agree(app, team)
    const first = await submitPortfolio(app.context, team.a, team.portfolioId)
    await withdrawSubmission(app.context, team.b, team.portfolioId)
    await expect(withdrawSubmission(app.context, team.b, team.portfolioId)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await agree(app, team)
    const second = await submitPortfolio(app.context, team.a, team.portfolioId)
    expect([first.number, second.number]).toEqual([1, 2])
    await app.context.db
      .updateTable('submission')
      .set({ openedAt: app.clock.iso() })
      .where('id', '=', second.submissionId)
      .execute()
    await expect(withdrawSubmission(app.context, team.a, team.portfolioId)).rejects.toMatchObject({ code: 'locked' })
  })

  it('after changes were asked, only the named section comes from the living draft', async () => {
    const app = await makeApp()
    const team = await aReadyTeam(app)
    await agree(app, team)
    const first = await submitPortfolio(app.context, team.a, team.portfolioId)
    const { db } = app.context
    await db.updateTable('submission').set({ state: 'released' }).where('id', '=', first.submissionId).execute()
    await db.updateTable('portfolio').set({ state: 'changes-asked' }).where('id', '=', team.portfolioId).execute()
    await db
      .insertInto('portfolio_section')
      .values({
        portfolioId: team.portfolioId,
        section: '5',
        hiddenPrompts: '[]',
        reopenedAt: app.clock.iso(),
        dueOn: '2027-03-24',
        reopenedBecause: 'Whose voice is missing?',
      })
      .execute()
    await app.world.entry(team.portfolioId, { section: '1', title: 'Written too late', words: 'Not asked for.' })
    await app.world.entry(team.portfolioId, { section: '5', title: 'A second voice', words: 'A mother spoke.' })
    expect((await readReadyCheck(app.context, team.a, team.portfolioId)).asked).toMatchObject([
      { section: '5', because: 'Whose voice is missing?' },
    ])
    await agree(app, team)
    const second = await submitPortfolio(app.context, team.a, team.portfolioId)
    const titles = await db
      .selectFrom('submission_entry')
      .select(['title', 'section'])
      .where('submissionId', '=', second.submissionId)
      .execute()
    expect(titles.map((row) => row.title).sort()).toEqual(['A first entry', 'A first entry', 'A second voice'])
    await withdrawSubmission(app.context, team.a, team.portfolioId)
    const again = await readReadyCheck(app.context, team.a, team.portfolioId)
    expect(again).toMatchObject({ state: 'changes-asked', asked: [{ section: '5' }] })
  })
})
