import { createHash } from 'node:crypto'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import type { Level } from '#domain/review/rubric.ts'
import type { AppContext } from '#server/context.ts'
import { assignReviewer } from '#server/reviews/assign-reviewer.ts'
import { citePassage } from '#server/reviews/cite-passage.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { openReview } from '#server/reviews/open-review.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { writeFeedback } from '#server/reviews/write-feedback.ts'
import { associateRubric, associateRule, levelsOf } from './a-rubric.ts'
import type { TestApp } from './test-app.ts'

export const firstWords = 'We stood at the gate and listened for ten minutes.'
export const secondWords = 'Nobody asked the drivers.'

export const aPage = (first = firstWords): EntryContent => ({
  page: {
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { id: 'b1', kind: 'p' }, content: [{ type: 'text', text: first }] },
      { type: 'paragraph', attrs: { id: 'b2', kind: 'p' }, content: [{ type: 'text', text: secondWords }] },
    ],
  },
  blocks: {},
})

const section = (key: string, title: string) => ({
  key,
  title,
  phases: [],
  facets: [],
  mandala: [],
  purpose: title,
  prompts: [],
  blocks: [],
  evidence: [],
  required: false,
  personal: false,
  readyChecks: [],
})
export const editionColumns = {
  template: JSON.stringify({
    minutesToRead: 45,
    sections: [section('4', 'Beneath the surface'), section('5', 'Listening')],
  }),
  rubric: JSON.stringify(associateRubric),
  passRule: JSON.stringify(associateRule),
  commitments: '[]',
  phases: '[]',
}

/** A cohort with its people, and one team that has submitted one page. */
export async function aSubmittedTeam(app: TestApp) {
  const { world } = app
  const editionId = await world.edition(editionColumns)
  const cohortId = await world.cohort({ editionId })
  const team = await world.team({ cohortId, size: 2, name: 'Kelp Forest' })
  const managerId = await world.cohortRole(cohortId, 'manager')
  const facultyId = await world.cohortRole(cohortId, 'faculty')
  const reviewerIds: string[] = []
  for (const name of ['Ottoline', 'Kwabena', 'Mirabel']) {
    reviewerIds.push(await world.cohortRole(cohortId, 'reviewer', await world.person(name)))
  }
  const entry = await world.entry(team.portfolioId, { section: '5', title: 'Listening at the gate' })
  const submissionId = await insertSubmission(app.context, { ...team, entryId: entry.id, number: 1 })
  return { ...team, editionId, cohortId, managerId, facultyId, reviewerIds, entryId: entry.id, submissionId }
}
export type SubmittedTeam = Awaited<ReturnType<typeof aSubmittedTeam>>

/** The rows that a submission leaves behind. */
export async function insertSubmission(
  context: AppContext,
  team: { portfolioId: string; memberIds: string[]; entryId: string; number: number; content?: EntryContent },
): Promise<string> {
  const { db, newId, clock } = context
  const id = newId()
  const content = team.content ?? aPage()
  const stored = JSON.stringify(content)
  const sha256 = createHash('sha256').update(stored).digest('hex')
  await db
    .insertInto('submission')
    .values({
      id,
      portfolioId: team.portfolioId,
      number: team.number,
      state: 'submitted',
      roster: JSON.stringify(team.memberIds.map((personId) => ({ personId }))),
      manifest: '{}',
      manifestSha256: sha256,
      submittedById: team.memberIds[0]!,
      submittedAt: clock.iso(),
      openedAt: null,
      withdrawnAt: null,
    })
    .execute()
  const html = content.page.content!.map((node) => `<p data-block-id="${node.attrs!.id}">${node.content![0]!.text}</p>`)
  await db
    .insertInto('submission_entry')
    .values({
      id: newId(),
      submissionId: id,
      entryId: team.entryId,
      section: '5',
      title: 'Listening at the gate',
      position: 'a0',
      authorId: null,
      tags: '[]',
      content: stored,
      html: html.join(''),
      wordCount: 14,
      sha256,
    })
    .execute()
  await db.updateTable('portfolio').set({ state: 'submitted' }).where('id', '=', team.portfolioId).execute()
  return id
}

/** Seats a reviewer and opens their review. @returns the review's id. */
export async function anOpenReview(app: TestApp, team: SubmittedTeam, reviewerId: string, submissionId?: string) {
  const { context } = app
  const on = submissionId ?? team.submissionId
  const reviewId = await assignReviewer(context, await app.actor(team.managerId), { submissionId: on, reviewerId })
  await openReview(context, await app.actor(reviewerId), reviewId)
  return reviewId
}

/** Gives every criterion a level, a citation and a sentence, and the team its words. */
export async function writeReview(
  app: TestApp,
  team: SubmittedTeam,
  reviewId: string,
  reviewerId: string,
  but: Record<string, Level> = {},
): Promise<void> {
  const { context } = app
  const actor = await app.actor(reviewerId)
  for (const [criterion, level] of Object.entries(levelsOf(associateRubric, 3, but))) {
    const sentence = `${criterion} rests on the gate.`
    await scoreCriterion(context, actor, { reviewId, criterion, level, sentence, cannotJudge: null })
    const anchor = { entryId: team.entryId, blockId: 'b2', start: 0, end: 6, quote: 'Nobody' }
    await citePassage(context, actor, { reviewId, criterion, anchor })
  }
  await writeFeedback(context, actor, { reviewId, feedback: { noticed: 'You stayed. You asked again.' } })
}

/** A review from assignment to handing in. */
export async function aFinishedReview(
  app: TestApp,
  team: SubmittedTeam,
  reviewerId: string,
  but: Record<string, Level> = {},
  submissionId?: string,
): Promise<string> {
  const reviewId = await anOpenReview(app, team, reviewerId, submissionId)
  await writeReview(app, team, reviewId, reviewerId, but)
  await handInReview(app.context, await app.actor(reviewerId), reviewId)
  return reviewId
}
