import { compareReviews, type FinishedReview } from '#domain/review/compare-reviews.ts'
import { judge } from '#domain/review/outcome.ts'
import { openGates, weightedTotal } from '#domain/review/pass-rule.ts'
import type { Level, Levels } from '#domain/review/rubric.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { instantOf, laterBy } from './demo-time.ts'
import { readEdition } from './load-editions.ts'
import type { LoadedEntry } from './load-entries.ts'
import { loadSubmission, submissionId } from './load-submissions.ts'
import { placeOf, readReviews, type WrittenNote, type WrittenReview, type WrittenSubmission } from './read-reviews.ts'
import { portfolioId, type World } from './read-world.ts'

export async function loadReviews(rows: Rows, world: World, entries: LoadedEntry[]): Promise<void> {
  for (const team of world.teams) {
    const pages = entries.filter((entry) => entry.team === team.key)
    const { submissions = [], notes = [] } = readReviews(team.key)
    for (const submission of submissions) {
      await loadSubmission(rows, world, team.key, submission, pages)
      for (const [index, review] of (submission.reviews ?? []).entries())
        await loadReview(rows, world, { team: team.key, submission, review, place: index + 1, pages })
      await loadAgreement(rows, world, team.key, submission)
      await loadDecision(rows, world, team.key, submission)
    }
    for (const [index, note] of notes.entries()) await loadNote(rows, world, team.key, note, index, pages)
  }
}

type ReviewOf = {
  team: string
  submission: WrittenSubmission
  review: WrittenReview
  place: number
  pages: LoadedEntry[]
}

async function loadReview({ transaction }: Rows, world: World, work: ReviewOf): Promise<void> {
  const { team, submission, review, place, pages } = work
  const id = demoId(`review/${team}/${submission.number}/${place}`)
  const reviewerId = world.person(review.reviewer)
  const openedAt = review.scores ? laterBy(submission.submittedAt, 86_400 + place * 5000) : null
  const scores = Object.entries(review.scores ?? {})
  await bulkInsert(transaction, 'review', [
    {
      id,
      submissionId: submissionId(team, submission.number),
      reviewerId,
      place,
      state: stateOf(submission, review),
      feedback: JSON.stringify({ noticed: '', moved: '', wonder: '', toReach: {}, ...review.feedback }),
      assignedById: world.person('juniper.hallworth'),
      assignedAt: laterBy(submission.submittedAt, 40_000),
      openedAt,
      submittedAt: review.submittedAt ?? null,
      releasedAt: submission.decision?.releasedAt ?? null,
      total: review.submittedAt ? weightedTotal(readEdition('associate-california').rubric, levelsOf(review)) : null,
    },
  ])
  const at = (index: number) => laterBy(openedAt ?? submission.submittedAt, 600 + index * 240)
  await bulkInsert(
    transaction,
    'score',
    scores.map(([criterion, [level, sentence]], index) => ({
      reviewId: id,
      criterion,
      level,
      sentence,
      cannotJudge: null,
      updatedAt: at(index),
    })),
  )
  await bulkInsert(
    transaction,
    'citation',
    scores.map(([criterion, [, , page, quote]], index) => ({
      id: demoId(`citation/${team}/${submission.number}/${place}/${criterion}`),
      reviewId: id,
      criterion,
      ...placeOf(pages, page, quote),
      createdAt: at(index),
    })),
  )
  await bulkInsert(
    transaction,
    'annotation',
    (review.notes ?? []).map(([page, quote, words], index) => ({
      id: demoId(`annotation/${team}/${submission.number}/${place}/${index}`),
      portfolioId: portfolioId(team),
      submissionId: submissionId(team, submission.number),
      reviewId: id,
      ...placeOf(pages, page, quote),
      region: null,
      words,
      audience: 'team',
      authorId: reviewerId,
      createdAt: at(index),
      resolvedAt: null,
      resolvedById: null,
    })),
  )
}

function stateOf(submission: WrittenSubmission, review: WrittenReview): string {
  if (!review.scores) return 'assigned'
  if (!review.submittedAt) return 'scoring'
  if (submission.state === 'released') return 'released'
  return submission.state === 'in-review' ? 'submitted' : 'compared'
}

function levelsOf(review: WrittenReview): Levels {
  return Object.fromEntries(Object.entries(review.scores ?? {}).map(([key, [level]]) => [key, level as Level]))
}

async function loadAgreement({ transaction }: Rows, world: World, team: string, written: WrittenSubmission) {
  const [first, second] = written.reviews ?? []
  if (!first?.submittedAt || !second?.submittedAt) return
  const id = submissionId(team, written.number)
  const { rubric, passRule } = readEdition('associate-california')
  const finished = (review: WrittenReview): FinishedReview => ({ levels: levelsOf(review), outcome: null })
  const { same } = compareReviews(rubric, passRule.moderationGap, finished(first), finished(second))
  const agreedAt = [first.submittedAt, second.submittedAt].sort().at(-1)!
  const atOnce = same.map((criterion) => ({
    criterion,
    level: first.scores![criterion]![0],
    sentence: first.scores![criterion]![1],
    proposedById: world.person(first.reviewer),
    agreedById: world.person(second.reviewer),
  }))
  const settled = Object.entries(written.agreed ?? {}).map(([criterion, [level, sentence, proposedBy, agreedBy]]) => ({
    criterion,
    level,
    sentence,
    proposedById: world.person(proposedBy),
    agreedById: world.person(agreedBy),
  }))
  await bulkInsert(
    transaction,
    'agreed_level',
    [...atOnce, ...settled].map((level) => ({ ...level, submissionId: id, proposedAt: agreedAt, agreedAt })),
  )
  if (!written.moderation) return
  const { reasons, openedAt, messages } = written.moderation
  await bulkInsert(transaction, 'moderation', [
    { submissionId: id, state: 'open', reason: JSON.stringify(reasons), openedAt, settledAt: null },
  ])
  await bulkInsert(
    transaction,
    'moderation_message',
    messages.map((message, index) => ({
      id: demoId(`moderation/${team}/${index}`),
      submissionId: id,
      authorId: world.person(message.by),
      words: message.words,
      createdAt: message.at,
    })),
  )
}

async function loadDecision({ transaction }: Rows, world: World, team: string, written: WrittenSubmission) {
  const { decision } = written
  if (!decision) return
  const id = submissionId(team, written.number)
  const { rubric, passRule } = readEdition('associate-california')
  const agreed = await transaction.selectFrom('agreed_level').selectAll().where('submissionId', '=', id).execute()
  const levels: Levels = Object.fromEntries(agreed.map((one) => [one.criterion, one.level as Level]))
  const judged = judge(passRule, rubric, levels, openGates, false)
  if (judged.outcome !== decision.outcome) throw new Error(`${team}: the pass rule says ${judged.outcome}.`)
  const decisionId = demoId(`decision/${team}/${written.number}`)
  await bulkInsert(transaction, 'decision', [
    {
      id: decisionId,
      submissionId: id,
      outcome: decision.outcome,
      total: judged.total,
      computedOutcome: judged.outcome,
      gates: JSON.stringify(openGates),
      reason: null,
      letter: decision.letter,
      state: 'released',
      proposedById: world.person(decision.proposedBy),
      proposedAt: decision.proposedAt,
      signedById: world.person('juniper.hallworth'),
      signedAt: laterBy(decision.proposedAt, 7200),
      signedAs: 'manager',
      secondSignedById: world.person('ase.kjaergard-lund'),
      secondSignedAt: laterBy(decision.proposedAt, 14_400),
      releasedById: world.person('juniper.hallworth'),
      releasedAt: decision.releasedAt,
    },
  ])
  const sections = decision.sections ?? []
  await bulkInsert(
    transaction,
    'decision_section',
    sections.map((section) => ({ decisionId, ...section })),
  )
  // A resubmission shuts the sections again; their due day stays.
  const stillOpen = team === 'lantern'
  await bulkInsert(
    transaction,
    'portfolio_section',
    sections.map(({ section, asks, dueOn }) => ({
      portfolioId: portfolioId(team),
      section,
      hiddenPrompts: '[]',
      reopenedAt: stillOpen ? decision.releasedAt : null,
      dueOn,
      reopenedBecause: asks,
    })),
  )
}

/** A mentor's or coach's note on the living page. */
async function loadNote(
  { transaction }: Rows,
  world: World,
  team: string,
  note: WrittenNote,
  index: number,
  pages: LoadedEntry[],
): Promise<void> {
  const id = demoId(`note/${team}/${index}`)
  const createdAt = instantOf(note.on, '19:20')
  const answererId = note.reply ? world.member(team, note.reply[0]).id : world.membersOf(team)[0]!.id
  await bulkInsert(transaction, 'annotation', [
    {
      id,
      portfolioId: portfolioId(team),
      submissionId: null,
      reviewId: null,
      ...placeOf(pages, note.entry, note.quote),
      region: null,
      words: note.words,
      audience: 'team',
      authorId: world.person(note.by),
      createdAt,
      resolvedAt: note.resolved ? laterBy(createdAt, 60_000) : null,
      resolvedById: note.resolved ? answererId : null,
    },
  ])
  if (note.reply)
    await bulkInsert(transaction, 'annotation_reply', [
      {
        id: demoId(`reply/${team}/${index}`),
        annotationId: id,
        authorId: answererId,
        words: note.reply[1],
        createdAt: laterBy(createdAt, 43_000),
      },
    ])
}
