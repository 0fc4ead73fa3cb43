import { expect, it } from 'vitest'
import { openGates } from '#domain/review/pass-rule.ts'
import type { Level } from '#domain/review/rubric.ts'
import { citePassage } from '#server/reviews/cite-passage.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { type DecisionInput, proposeDecision } from '#server/reviews/propose-decision.ts'
import { recallDecision } from '#server/reviews/recall-decision.ts'
import { releaseDecision } from '#server/reviews/release-decision.ts'
import { returnDecision } from '#server/reviews/return-decision.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { signDecision } from '#server/reviews/sign-decision.ts'
import { writeFeedback } from '#server/reviews/write-feedback.ts'
import { aFinishedReview, anOpenReview, aSubmittedTeam, insertSubmission } from '#tests/support/a-submission.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const letter = 'You listened, and it shows on every page of this portfolio.'

async function anAgreedSubmission(app: TestApp, but: Record<string, Level> = {}) {
  const team = await aSubmittedTeam(app)
  await aFinishedReview(app, team, team.reviewerIds[0]!, but)
  await aFinishedReview(app, team, team.reviewerIds[1]!, but)
  const input: DecisionInput = {
    submissionId: team.submissionId,
    outcome: 'certified',
    gates: openGates,
    reason: '',
    letter,
    sections: [],
  }
  const proposer = await app.actor(team.reviewerIds[0]!)
  return {
    ...team,
    input,
    proposer,
    manager: await app.actor(team.managerId),
    faculty: await app.actor(team.facultyId),
  }
}

const portfolioState = async (app: TestApp) =>
  (await app.context.db.selectFrom('portfolio').select('state').executeTakeFirstOrThrow()).state

async function countAudit(app: TestApp, action: string): Promise<number> {
  const rows = await app.context.db.selectFrom('audit').where('action', '=', action).selectAll().execute()
  return rows.length
}

describeOnBothDatabases('deciding', (makeApp) => {
  it('needs a reason where it departs from the pass rule, words for the team, and sections where changes are asked', async () => {
    const app = await makeApp()
    const { input, proposer } = await anAgreedSubmission(app)
    const propose = (changes: Partial<DecisionInput>) =>
      proposeDecision(app.context, proposer, { ...input, ...changes })
    await expect(propose({ outcome: 'not-yet' })).rejects.toMatchObject({
      code: 'not-ready',
      details: { fields: { reason: /departs/ } },
    })
    await expect(propose({ letter: '' })).rejects.toMatchObject({ details: { fields: { letter: expect.any(String) } } })
    await expect(propose({ outcome: 'changes-asked', reason: 'x'.repeat(30) })).rejects.toMatchObject({
      details: { fields: { sections: expect.any(String) } },
    })
    const past = [{ section: '5', asks: 'Hear a second group.', dueOn: '2027-03-03' }]
    await expect(propose({ outcome: 'changes-asked', reason: 'x'.repeat(30), sections: past })).rejects.toMatchObject({
      details: { fields: { 'due-5': expect.any(String) } },
    })
    await expect(propose({ outcome: 'famous' })).rejects.toMatchObject({ code: 'malformed' })
  })

  it('is signed by a manager and by faculty, two persons who are not close to the team', async () => {
    const app = await makeApp()
    const { input, proposer, manager, faculty, submissionId, ...team } = await anAgreedSubmission(app)
    await expect(signDecision(app.context, manager, submissionId)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await proposeDecision(app.context, proposer, input)
    await expect(signDecision(app.context, proposer, submissionId)).rejects.toMatchObject({ code: 'not-allowed' })
    const trainee = await app.actor(await app.world.cohortRole(team.cohortId, 'trainee'))
    await expect(signDecision(app.context, trainee, submissionId)).rejects.toMatchObject({ code: 'not-found' })
    const closeId = await app.world.cohortRole(team.cohortId, 'manager')
    await app.world.mentor(team.id, closeId)
    await expect(signDecision(app.context, await app.actor(closeId), submissionId)).rejects.toMatchObject({
      message: /close to this team/,
    })
    expect(await signDecision(app.context, manager, submissionId)).toBe(false)
    await expect(signDecision(app.context, manager, submissionId)).rejects.toMatchObject({ message: /signed already/ })
    const other = await app.actor(await app.world.cohortRole(team.cohortId, 'manager'))
    await expect(signDecision(app.context, other, submissionId)).rejects.toMatchObject({
      message: /a member of faculty/,
    })
    expect(await signDecision(app.context, faculty, submissionId)).toBe(true)
    expect(await portfolioState(app)).toBe('held')
  })

  it('ten signatures of each at once leave two, and ten releases one', async () => {
    const app = await makeApp()
    const { input, proposer, manager, faculty, submissionId } = await anAgreedSubmission(app)
    await proposeDecision(app.context, proposer, input)
    await Promise.allSettled(
      Array.from({ length: 10 }, () => [manager, faculty])
        .flat()
        .map((actor) => signDecision(app.context, actor, submissionId)),
    )
    expect([await countAudit(app, 'sign-decision'), await portfolioState(app)]).toEqual([2, 'held'])
    const releases = await Promise.allSettled(
      Array.from({ length: 10 }, () => releaseDecision(app.context, manager, submissionId)),
    )
    expect(releases.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect([await countAudit(app, 'release-decision'), await portfolioState(app)]).toEqual([1, 'certified'])
  })

  it('ten proposals at once leave one', async () => {
    const app = await makeApp()
    const { input, proposer } = await anAgreedSubmission(app)
    await Promise.allSettled(Array.from({ length: 10 }, () => proposeDecision(app.context, proposer, input)))
    expect(await countAudit(app, 'propose-decision')).toBe(1)
  })

  it('is not released before it is held, nor by faculty', async () => {
    const app = await makeApp()
    const { input, proposer, manager, faculty, submissionId } = await anAgreedSubmission(app)
    await proposeDecision(app.context, proposer, input)
    await expect(releaseDecision(app.context, manager, submissionId)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    await expect(releaseDecision(app.context, faculty, submissionId)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('goes back to its reviewers with a reason, who propose again without the old signature', async () => {
    const app = await makeApp()
    const { input, proposer, manager, faculty, submissionId } = await anAgreedSubmission(app)
    await proposeDecision(app.context, proposer, input)
    await signDecision(app.context, manager, submissionId)
    await returnDecision(app.context, faculty, { submissionId, because: 'Say more about the drivers.' })
    expect(await portfolioState(app)).toBe('agreed')
    await proposeDecision(app.context, proposer, input)
    expect(await signDecision(app.context, manager, submissionId)).toBe(false)
    expect(await signDecision(app.context, faculty, submissionId)).toBe(true)
  })

  it('can be recalled for 24 hours, and not once a certificate is issued', async () => {
    const app = await makeApp()
    const { input, proposer, manager, faculty, submissionId } = await anAgreedSubmission(app)
    await proposeDecision(app.context, proposer, input)
    await signDecision(app.context, manager, submissionId)
    await signDecision(app.context, faculty, submissionId)
    await releaseDecision(app.context, manager, submissionId)
    await recallDecision(app.context, manager, { submissionId, because: 'A name is wrong.' })
    expect(await portfolioState(app)).toBe('held')
    await releaseDecision(app.context, manager, submissionId)
    app.clock.advance(24 * 3_600_000 + 1)
    await expect(recallDecision(app.context, manager, { submissionId, because: 'Too late.' })).rejects.toMatchObject({
      code: 'expired',
    })
    expect(await portfolioState(app)).toBe('certified')
  })
})

describeOnBothDatabases('changes asked', (makeApp) => {
  it('opens the named sections with a day, carries what stands, and is asked once', async () => {
    const app = await makeApp()
    const asked = await anAgreedSubmission(app, { C5: 2, C6: 2 })
    const { input, proposer, manager, faculty, submissionId } = asked
    const sections = [{ section: '4', asks: 'Add a model with its delay.', dueOn: '2027-03-24' }]
    await proposeDecision(app.context, proposer, { ...input, outcome: 'changes-asked', sections })
    await signDecision(app.context, faculty, submissionId)
    await signDecision(app.context, manager, submissionId)
    await releaseDecision(app.context, manager, submissionId)
    const { db } = app.context
    expect(await portfolioState(app)).toBe('changes-asked')
    expect(await db.selectFrom('portfolio_section').selectAll().execute()).toMatchObject([
      {
        section: '4',
        dueOn: '2027-03-24',
        reopenedBecause: 'Add a model with its delay.',
        reopenedAt: app.clock.iso(),
      },
    ])

    const again = await insertSubmission(app.context, { ...asked, number: 2 })
    await expect(recallDecision(app.context, manager, { submissionId, because: 'Too late.' })).rejects.toMatchObject({
      code: 'locked',
    })
    const onlyOpen = async (reviewerId: string) => {
      const reviewId = await anOpenReview(app, asked, reviewerId, again)
      const actor = await app.actor(reviewerId)
      for (const criterion of ['C5', 'C6']) {
        const score = { reviewId, criterion, level: 2, sentence: 'Still thin.', cannotJudge: null }
        await scoreCriterion(app.context, actor, score)
        const anchor = { entryId: asked.entryId, blockId: 'b2', quote: '' }
        await citePassage(app.context, actor, { reviewId, criterion, anchor })
      }
      await writeFeedback(app.context, actor, { reviewId, feedback: { noticed: 'You went back.' } })
      await handInReview(app.context, actor, reviewId)
    }
    await onlyOpen(asked.reviewerIds[0]!)
    await onlyOpen(asked.reviewerIds[1]!)
    expect(await portfolioState(app)).toBe('agreed')
    await proposeDecision(app.context, proposer, { ...input, submissionId: again, outcome: 'not-yet' })
    const decision = await db.selectFrom('decision').selectAll().where('submissionId', '=', again).executeTakeFirst()
    expect([decision?.computedOutcome, decision?.reason]).toEqual(['not-yet', null])
  })
})
