/** Proposes reviewers for every free place: no conflict of interest, and the lightest load first. */
import { conflictsOfInterest, type ReviewerFacts, type TeamFacts } from './conflicts.ts'

export type OpenPanel = { submissionId: string; free: number; team: TeamFacts }
export type PanelProposal = { submissionId: string; reviewerId: string }

/**
 * @param loads how many reviews each person holds already.
 * @returns one proposal for each free place that somebody can take; the hardest panels are served first.
 */
export function proposePanels(
  panels: OpenPanel[],
  pool: ReviewerFacts[],
  loads: Record<string, number>,
): PanelProposal[] {
  const load = new Map(pool.map((one) => [one.personId, loads[one.personId] ?? 0]))
  const candidates = (panel: OpenPanel) => pool.filter((one) => conflictsOfInterest(one, panel.team).length === 0)
  const proposals: PanelProposal[] = []
  for (const panel of [...panels].sort((a, b) => candidates(a).length - candidates(b).length)) {
    const lightest = candidates(panel).sort(
      (a, b) => load.get(a.personId)! - load.get(b.personId)! || (a.personId < b.personId ? -1 : 1),
    )
    for (const reviewer of lightest.slice(0, panel.free)) {
      load.set(reviewer.personId, load.get(reviewer.personId)! + 1)
      proposals.push({ submissionId: panel.submissionId, reviewerId: reviewer.personId })
    }
  }
  return proposals
}
