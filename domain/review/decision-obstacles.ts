/** What a proposed decision still lacks. The form shows it by field, the command enforces it. */
import type { Outcome } from './outcome.ts'

export type NamedSection = { section: string; asks: string; dueOn: string }
export type DecisionDraft = {
  outcome: Outcome
  computedOutcome: Outcome
  reason: string
  letter: string
  sections: NamedSection[]
}

/** @returns sentences by field; empty when the decision can be proposed. */
export function decisionObstacles(
  draft: DecisionDraft,
  known: { sectionKeys: string[]; today: string },
): Record<string, string> {
  const problems: Record<string, string> = {}
  if (draft.outcome !== draft.computedOutcome && draft.reason.trim().length < 20) {
    problems.reason = 'This departs from what the pass rule gives. Write the reason, in a sentence or two.'
  }
  if (draft.letter.trim().length < 20) problems.letter = 'Write a few words to the team; they read them first.'
  if (draft.outcome !== 'changes-asked') return problems
  if (draft.sections.length === 0) problems.sections = 'Name at least one section that opens again.'
  for (const { section, asks, dueOn } of draft.sections) {
    if (!known.sectionKeys.includes(section)) problems.sections = `There is no section ${section} in this template.`
    else if (!asks.trim()) problems[`asks-${section}`] = `Say what is asked of section ${section}.`
    if (!/^\d{4}-\d\d-\d\d$/.test(dueOn) || dueOn <= known.today) {
      problems[`due-${section}`] = `Give section ${section} a day after today.`
    }
  }
  return problems
}

/** The day so many days after a day, both `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  const start = new Date(`${day}T00:00:00Z`)
  start.setUTCDate(start.getUTCDate() + days)
  return start.toISOString().slice(0, 10)
}
