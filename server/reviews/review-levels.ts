/** From rows to what the rules of `domain/review` ask for. */
import type { CitationRow, ScoreRow } from '#db/queries/reviews.ts'
import type { ProgrammeEdition } from '#domain/programme/edition.ts'
import type { FinishedReview } from '#domain/review/compare-reviews.ts'
import type { DraftScore } from '#domain/review/hand-in-obstacles.ts'
import { judge } from '#domain/review/outcome.ts'
import { openGates } from '#domain/review/pass-rule.ts'
import { isLevel, type Level, type Levels } from '#domain/review/rubric.ts'

type CountedCitation = Pick<CitationRow, 'reviewId' | 'criterion'>

/** The scores of one review by criterion; a criterion that is only cited has neither level nor words yet. */
export function draftScores(scores: ScoreRow[], citations: CountedCitation[]): Record<string, DraftScore> {
  const criteria = new Set([...scores, ...citations].map((one) => one.criterion))
  return Object.fromEntries(
    [...criteria].map((criterion) => {
      const score = scores.find((one) => one.criterion === criterion)
      return [
        criterion,
        {
          level: isLevel(score?.level) ? score.level : null,
          sentence: score?.sentence ?? '',
          cannotJudge: score?.cannotJudge ?? null,
          citations: citations.filter((one) => one.criterion === criterion).length,
        },
      ]
    }),
  )
}

/** A review as the comparison sees it; without an outcome and a sum while something cannot be judged. */
export function finishedReview(
  edition: Pick<ProgrammeEdition, 'rubric' | 'passRule'>,
  scores: Record<string, DraftScore>,
  carried: Record<string, Level>,
  changesAskedBefore: boolean,
): FinishedReview & { total: number | null } {
  const levels: Record<string, Level | null> = {}
  for (const { key } of edition.rubric.criteria) levels[key] = carried[key] ?? scores[key]?.level ?? null
  if (Object.values(levels).includes(null)) return { levels, outcome: null, total: null }
  const { outcome, total } = judge(edition.passRule, edition.rubric, levels as Levels, openGates, changesAskedBefore)
  return { levels, outcome, total }
}
