/** What the pass rule makes of one level per criterion. */
import { type Gates, type PassRule, reasonsNotPassed, weightedTotal } from './pass-rule.ts'
import type { Levels, Rubric } from './rubric.ts'

export const outcomes = ['certified', 'certified-with-commendation', 'changes-asked', 'not-yet'] as const
export type Outcome = (typeof outcomes)[number]
export const outcomeWords: Record<Outcome, string> = {
  certified: 'Certified',
  'certified-with-commendation': 'Certified with commendation',
  'changes-asked': 'Changes asked',
  'not-yet': 'Not yet',
}
export const isOutcome = (value: unknown): value is Outcome => outcomes.includes(value as Outcome)

export type Judgement = { outcome: Outcome; total: number; reasons: string[] }

/**
 * @param changesAskedBefore changes are asked once; a resubmission that does not pass is "not yet".
 * @returns the outcome, the weighted sum of 400, and why, in sentences.
 */
export function judge(
  rule: PassRule,
  rubric: Rubric,
  levels: Levels,
  gates: Gates,
  changesAskedBefore: boolean,
): Judgement {
  const total = weightedTotal(rubric, levels)
  const reasons = reasonsNotPassed(rule, rubric, levels, gates)
  if (reasons.length > 0) {
    if (!changesAskedBefore) return { outcome: 'changes-asked', total, reasons }
    return { outcome: 'not-yet', total, reasons: [...reasons, 'Changes were asked once already.'] }
  }
  const commended = total >= rule.commendationBar && rubric.criteria.every((one) => levels[one.key]! > 2)
  return commended
    ? {
        outcome: 'certified-with-commendation',
        total,
        reasons: [`The weighted sum is ${total}, and nothing is below established.`],
      }
    : {
        outcome: 'certified',
        total,
        reasons: [`The weighted sum is ${total} of 400, and every rule of the award holds.`],
      }
}
