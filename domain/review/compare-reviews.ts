/** Two independent reviews side by side: what differs, and whether the pair needs moderation. */
import { type Outcome, outcomeWords } from './outcome.ts'
import { criterionName, type Level, type Rubric } from './rubric.ts'

/** A finished review as the comparison sees it; `null` is "cannot judge". */
export type FinishedReview = { levels: Record<string, Level | null>; outcome: Outcome | null }
export type Difference = { criterion: string; first: Level | null; second: Level | null; gap: number | null }
export type Comparison = { same: string[]; differences: Difference[]; moderation: string[] }

/**
 * @param moderationGap from how many levels apart a criterion asks for moderation (the edition's pass rule).
 * @returns criteria at one level, those that differ, and the reasons for moderation (none: the pair settle it alone).
 */
export function compareReviews(
  rubric: Rubric,
  moderationGap: number,
  first: FinishedReview,
  second: FinishedReview,
): Comparison {
  const comparison: Comparison = { same: [], differences: [], moderation: [] }
  for (const criterion of rubric.criteria) {
    const [a, b] = [first.levels[criterion.key] ?? null, second.levels[criterion.key] ?? null]
    if (a !== null && a === b) {
      comparison.same.push(criterion.key)
      continue
    }
    const gap = a === null || b === null ? null : Math.abs(a - b)
    comparison.differences.push({ criterion: criterion.key, first: a, second: b, gap })
    if (gap === null) comparison.moderation.push(`${criterionName(criterion)} could not be judged by everyone.`)
    else if (gap >= moderationGap) {
      comparison.moderation.push(`${criterionName(criterion)} is ${gap} levels apart.`)
    }
  }
  if (first.outcome && second.outcome && first.outcome !== second.outcome) {
    const [a, b] = [outcomeWords[first.outcome], outcomeWords[second.outcome]]
    comparison.moderation.push(`The outcomes differ: ${a.toLowerCase()} and ${b.toLowerCase()}.`)
  }
  return comparison
}
