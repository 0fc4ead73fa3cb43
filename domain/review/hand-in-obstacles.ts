/** What still stands between a review and being handed in. The page shows the list, the command enforces it. */
import type { Feedback } from './feedback.ts'
import { criterionName, type Level, type Rubric } from './rubric.ts'

export type DraftScore = { level: Level | null; sentence: string; cannotJudge: string | null; citations: number }
export type HandInObstacle = { criterion: string | null; sentence: string }

/**
 * @param carried criteria whose level stands from an earlier submission; they are not scored again.
 * @returns each open point with its criterion (null: the feedback).
 */
export function handInObstacles(
  rubric: Rubric,
  scores: Record<string, DraftScore>,
  feedback: Feedback,
  carried: Iterable<string> = [],
): HandInObstacle[] {
  const standing = new Set(carried)
  const obstacles: HandInObstacle[] = []
  for (const criterion of rubric.criteria) {
    if (standing.has(criterion.key)) continue
    const missing = missingOf(scores[criterion.key])
    if (missing.length > 0) {
      const sentence = `${criterionName(criterion)} still needs ${missing.join(' and ')}.`
      obstacles.push({ criterion: criterion.key, sentence })
    }
  }
  if (!feedback.noticed.trim()) obstacles.push({ criterion: null, sentence: 'Tell the team what you noticed.' })
  return obstacles
}

function missingOf(score: DraftScore | undefined): string[] {
  if (!score) return ['a level, a citation and a sentence']
  if (score.cannotJudge !== null) return score.cannotJudge.trim() ? [] : ['a reason why it cannot be judged']
  const missing: string[] = []
  if (score.level === null) missing.push('a level')
  if (score.citations === 0) missing.push('at least one citation')
  if (!score.sentence.trim()) missing.push('one sentence')
  return missing
}
