/** What the team reads after release: words first, levels second. */
import type { Db } from '#db/database.ts'
import { findDecision, listDecisionSections } from '#db/queries/decisions.ts'
import { listAgreedLevels } from '#db/queries/moderation.ts'
import { findReleasedSubmissionId, listSnapshotPages } from '#db/queries/review-reading.ts'
import { listCitations } from '#db/queries/reviews.ts'
import { type Actor, relationsOf } from '#domain/access/actor.ts'
import { parseFeedback } from '#domain/review/feedback.ts'
import type { Outcome } from '#domain/review/outcome.ts'
import { isLevel, type Level } from '#domain/review/rubric.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { listNotes } from './notes.ts'
import { editionFor } from './review-edition.ts'
import { mayDo, readableSubmission } from './submission-guard.ts'

export type OutcomeView = Awaited<ReturnType<typeof readOutcome>>

/** @returns the newest released decision about this portfolio, or what to expect while there is none. */
export async function readOutcome(context: Pick<AppContext, 'db'>, actor: Actor, portfolioId: string) {
  const { db } = context
  const portfolio = await readablePortfolio(db, actor, portfolioId)
  const waiting = { portfolioId, teamId: portfolio.teamId, portfolioState: portfolio.state }
  const submissionId = await findReleasedSubmissionId(db, portfolioId)
  if (!submissionId) return { ...waiting, released: null }
  const submission = await readableSubmission(db, actor, submissionId)
  const decision = await findDecision(db, submissionId)
  if (!decision || !mayDo(actor, 'read-outcome', submission)) return { ...waiting, released: null }
  const { place, panel } = submission
  const edition = await editionFor(db, place.editionId)
  const [agreed, citations, notes, pages, sections] = await Promise.all([
    listAgreedLevels(db, submissionId),
    listCitations(
      db,
      panel.map((review) => review.id),
    ),
    listNotes(
      db,
      submissionId,
      panel.map((review) => review.id),
    ),
    listSnapshotPages(db, submissionId),
    listDecisionSections(db, decision.id),
  ])
  const titles = new Map(pages.map((page) => [page.entryId, page.title]))
  const words = panel
    .filter((review) => review.state === 'released')
    .map((review) => ({ name: review.name, ...parseFeedback(review.feedback) }))
  return {
    ...waiting,
    released: {
      submissionId,
      number: place.number,
      teamName: place.teamName,
      outcome: decision.outcome as Outcome,
      letter: decision.letter,
      releasedAt: decision.releasedAt ?? '',
      appealDays: edition.passRule.appealDays,
      words: words.map(({ toReach: _steps, ...rest }) => rest),
      asks: sections.map((section) => ({
        key: section.section,
        title: edition.template.sections.find((one) => one.key === section.section)?.title ?? section.section,
        asks: section.asks,
        dueOn: section.dueOn,
      })),
      levels: edition.rubric.criteria.map(({ key, title, facet, levels }) => {
        const one = agreed.find((level) => level.criterion === key)
        const level = isLevel(one?.level) ? one.level : null
        return {
          key,
          title,
          facet,
          level,
          levelName: level ? edition.rubric.levelNames[level - 1]! : 'Not judged',
          descriptor: level ? levels[level - 1]! : '',
          sentence: one?.sentence ?? '',
          toReach: stepsTo(words, key, level),
          passages: citations
            .filter((citation) => citation.criterion === key)
            .slice(0, 4)
            .map(({ id, entryId, blockId, quote }) => ({
              id,
              entryId,
              blockId,
              quote,
              entryTitle: titles.get(entryId),
            })),
        }
      }),
      notes: notes
        .filter((note) => note.audience === 'team')
        .map((note) => ({ ...note, entryTitle: titles.get(note.entryId) ?? '' })),
      mayAnswer: relationsOf(actor, { teamId: place.teamId }).has('member'),
    },
  }
}

/** Concrete steps are for what is not established yet. */
function stepsTo(words: { toReach: Record<string, string> }[], key: string, level: Level | null): string[] {
  if (level === null || level >= 3) return []
  return words.flatMap((one) => (one.toReach[key]?.trim() ? [one.toReach[key].trim()] : []))
}

/** The state of one submission for programs: the outcome only for those who may read it. */
export async function readSubmissionSummary(context: Pick<AppContext, 'db'>, actor: Actor, submissionId: string) {
  const submission = await readableSubmission(context.db, actor, submissionId)
  const { place } = submission
  return {
    id: submissionId,
    portfolioId: place.portfolioId,
    number: place.number,
    state: place.state,
    submittedAt: place.submittedAt,
    manifestSha256: place.manifestSha256,
    outcome: mayDo(actor, 'read-outcome', submission) ? await outcomeOf(context.db, submissionId) : null,
  }
}

async function outcomeOf(db: Db, submissionId: string): Promise<string | null> {
  return (await findDecision(db, submissionId))?.outcome ?? null
}
